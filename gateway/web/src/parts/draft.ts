import { reactive, ref, watch } from 'vue'

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
interface Kept<T> { value: T; key: string; at: number }

// A shift. What a petitioner told must not lie on a desk's disk for longer than somebody could still want it.
const keptFor = 24 * 3600_000

/** What is left of a draft, or null when there is none, it cannot be read, or it is too old. */
export function readDraft<T>(store: Store, name: string, now: number): Kept<T> | null {
  try {
    const kept = JSON.parse(store.getItem(name) ?? 'null') as Kept<T> | null
    if (kept && now - kept.at < keptFor) return kept
    store.removeItem(name)
  } catch {
    store.removeItem(name)
  }
  return null
}

/**
 * What is being typed: written to the
 * browser's storage at every change, so that it survives a reload, a lost connection
 * and a restarted gateway. Each draft carries the key under which it may be registered once.
 */
export function useDraft<T extends object>(name: string, empty: () => T, store: Store = localStorage) {
  const path = `dispatch.draft.${name}`
  const kept = readDraft<T>(store, path, Date.now())
  const value = reactive({ ...empty(), ...kept?.value }) as T
  const key = ref(kept?.key ?? crypto.randomUUID())
  const restored = ref(kept !== null)

  watch(value, () => {
    store.setItem(path, JSON.stringify({ value, key: key.value, at: Date.now() } satisfies Kept<T>))
  }, { deep: true, flush: 'sync' })

  function clear() {
    Object.assign(value, empty())
    key.value = crypto.randomUUID()
    restored.value = false
    store.removeItem(path)
  }

  /** A draft that was refused or changed after it was sent must not be taken for the one that was stored. */
  const renewKey = () => (key.value = crypto.randomUUID())

  return { value, key, restored, clear, renewKey }
}

/** Removes every draft: on signing out, at a desk that is shared. */
export function forgetDrafts(store: Storage = localStorage) {
  for (const name of Object.keys(store)) if (name.startsWith('dispatch.draft.')) store.removeItem(name)
}

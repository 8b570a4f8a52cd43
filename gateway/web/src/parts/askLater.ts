import { onBeforeUnmount, ref, watch } from 'vue'

/** Asks once the typing rests; an answer that was overtaken is dropped, and a failure never stands in the way. */
export function useAskLater() {
  const failed = ref<Record<string, boolean>>({})

  function askLater(name: string, source: () => unknown, ready: () => boolean, fetch: () => Promise<() => void>,
      clear: () => void, rest = 500) {
    let timer: ReturnType<typeof setTimeout> | undefined
    let turn = 0
    watch(source, () => {
      clearTimeout(timer)
      const mine = ++turn
      if (!ready()) return clear()
      timer = setTimeout(async () => {
        try {
          const apply = await fetch()
          if (mine === turn) apply()
          failed.value = { ...failed.value, [name]: false }
        } catch {
          if (mine === turn) failed.value = { ...failed.value, [name]: true }
        }
      }, rest)
    }, { immediate: true, deep: true })
    onBeforeUnmount(() => clearTimeout(timer))
  }

  return { failed, askLater }
}

import { defineStore } from 'pinia'
import { onScopeDispose, ref } from 'vue'

/** What the server says when something happened to a case that this person may see. */
export interface CaseNews {
  caseNumber: string
  what: string
  organisations?: string[]
  jurisdiction?: string
  occurredAt: string
  version: number
}

/** 1, 2, 4 … 30 seconds, spread by up to a quarter so that a restarted gateway is not met by every desk at once. */
export const retryDelay = (attempt: number, random = Math.random) =>
  Math.min(30_000, 1000 * 2 ** attempt) * (0.875 + random() / 4)

export type LiveState = 'off' | 'connecting' | 'live' | 'lost'

/** The one stream of live updates. Whoever listens is told of news, and of `null` when some may have been missed. */
export const useLive = defineStore('live', () => {
  const state = ref<LiveState>('off')
  const listeners = new Set<(news: CaseNews | null) => void>()
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let missed = false

  const tell = (news: CaseNews | null) => listeners.forEach((listener) => listener(news))

  function open() {
    source = new EventSource('/api/events')
    source.onopen = () => {
      state.value = 'live'
      attempt = 0
      if (missed) tell(null)
      missed = false
    }
    source.addEventListener('case', (event) => tell(JSON.parse((event as MessageEvent<string>).data) as CaseNews))
    source.onerror = () => {
      source?.close()
      missed = true
      state.value = 'lost'
      timer = setTimeout(open, retryDelay(attempt++))
    }
  }

  function start() {
    if (state.value !== 'off') return
    state.value = 'connecting'
    open()
  }

  function stop() {
    source?.close()
    clearTimeout(timer)
    state.value = 'off'
    attempt = 0
    missed = false
  }

  /** Tries at once, for the person who sees that the network is back. */
  function retry() {
    stop()
    missed = true
    start()
  }

  /** Listens for as long as the calling component lives. */
  function listen(listener: (news: CaseNews | null) => void) {
    listeners.add(listener)
    onScopeDispose(() => listeners.delete(listener))
  }

  return { state, start, stop, retry, listen }
})

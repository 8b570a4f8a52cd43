import { defineStore } from 'pinia'
import { onScopeDispose, ref } from 'vue'
import { createHub, type LiveState, type News, type Source, type Wish, type Word } from './liveHub'

export { caseOf, isOf, type News } from './liveHub'

interface Line { send: (wish: Wish) => void; close: () => void }

/*
 * Over HTTP/1.1 a browser opens six connections to a server, for all its tabs together, and a stream keeps one for
 * itself. So there is one stream per browser, in a SharedWorker. A leader tab would need Web Locks, which exist only
 * over HTTPS, and many counties run the desks over plain HTTP inside their own network; a worker also needs no
 * election when a tab goes. Where there is no SharedWorker (browsers of telephones), a page has a stream of its own
 * while it is looked at, and gives it up when it is hidden.
 */
function callWorker(hear: (word: Word) => void, failed: () => void): Line {
  const worker = new SharedWorker(new URL('./liveWorker.ts', import.meta.url), { type: 'module', name: 'live' })
  worker.port.onmessage = ({ data }: MessageEvent<Word>) => hear(data)
  // The script could not be had: a new version has replaced it since this page was opened.
  worker.onerror = failed
  return { send: (wish) => worker.port.postMessage(wish), close: () => worker.port.close() }
}

function callOwn(hear: (word: Word) => void): Line {
  const hub = createHub(() => new EventSource('/api/events') as unknown as Source)
  return { send: (wish) => hub(hear, wish), close: () => undefined }
}

/** The live updates of this page. Whoever listens is told of news, and of `null` when some may have been missed. */
export const useLive = defineStore('live', () => {
  const state = ref<LiveState>('off')
  const listeners = new Set<(news: News | null) => void>()
  let shared = typeof SharedWorker !== 'undefined'
  let account: string | undefined
  let line: Line | undefined
  let somebodyElse: (() => void) | undefined

  const tell = (news: News | null) => listeners.forEach((listener) => listener(news))

  function hear(word: Word) {
    if ('state' in word) state.value = word.state
    else if ('news' in word) tell(word.news)
    else if ('missed' in word) tell(null)
    else {
      detach()
      somebodyElse?.()
    }
  }

  function attach() {
    if (account === undefined || line || (!shared && document.visibilityState === 'hidden')) return
    state.value = 'connecting'
    // Called anew each time: while the page was away, the worker may have ended with the last tab.
    const mine: Line = line = shared
      ? callWorker((word) => { if (line === mine) hear(word) }, () => {
        if (line !== mine) return
        shared = false
        detach()
        attach()
      })
      : callOwn(hear)
    line.send({ wish: 'attach', account })
  }

  /** Leaves for a while: what happens meanwhile is missed, and read anew on coming back. */
  function detach(wish: 'detach' | 'signOut' = 'detach') {
    const left = line
    line = undefined
    left?.send({ wish })
    left?.close()
    state.value = 'off'
  }

  // A page that is left may be kept for the way back (and a hidden one for long): it must hold no stream meanwhile.
  addEventListener('pagehide', () => detach())
  addEventListener('pageshow', attach)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') attach()
    else if (!shared) detach()
  })

  function start(whose: string) {
    if (account !== whose) stop()
    account = whose
    attach()
  }

  function stop() {
    account = undefined
    detach()
  }

  /** Ends the stream of every tab: the cookie that they share is gone. */
  function signOut() {
    account = undefined
    detach('signOut')
  }

  /** Tries at once, for the person who sees that the network is back. */
  const retry = () => line?.send({ wish: 'retry' })

  /** Listens for as long as the calling component lives. */
  function listen(listener: (news: News | null) => void) {
    listeners.add(listener)
    onScopeDispose(() => listeners.delete(listener))
  }

  /** Says what to do when another tab has signed out, or in as somebody else. */
  const whenSomebodyElse = (then: () => void) => (somebodyElse = then)

  return { state, start, stop, signOut, retry, listen, whenSomebodyElse }
})

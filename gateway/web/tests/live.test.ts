import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useLive } from '@/api/live'
import type { Wish, Word } from '@/api/liveHub'
import { Stream } from './stream'

/** A worker that answers what the test says. */
class Worker {
  static called: Worker[] = []
  wishes: Wish[] = []
  closed = false
  onerror?: () => void
  port = {
    onmessage: undefined as ((event: { data: Word }) => void) | undefined,
    postMessage: (wish: Wish) => { this.wishes.push(wish) },
    close: () => { this.closed = true },
  }
  constructor() { Worker.called.push(this) }
  say(word: Word) { this.port.onmessage?.({ data: word }) }
}

const newPage = () => Object.assign(new EventTarget(), { visibilityState: 'visible' })
let page = newPage()
let scope = new EventTarget()
const happens = (name: string) => scope.dispatchEvent(new Event(name))
function look(state: 'visible' | 'hidden') {
  page.visibilityState = state
  page.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  scope = new EventTarget()
  page = newPage()
  vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope))
  vi.stubGlobal('document', page)
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal('SharedWorker', Worker)
  Worker.called = []
  Stream.opened = []
  setActivePinia(createPinia())
})
afterEach(() => { vi.unstubAllGlobals() })

describe('the live updates of a page', () => {
  it('attach once, however many parts of the page start them', () => {
    const live = useLive()
    live.start('wang')
    live.start('wang')
    expect(Worker.called.map((w) => w.wishes)).toEqual([[{ wish: 'attach', account: 'wang' }]])
    expect(Stream.opened).toEqual([])
  })

  it('tell who listens, until they leave', () => {
    const live = useLive()
    const heard: (string | undefined)[] = []
    const part = effectScope()
    part.run(() => live.listen((news) => heard.push(news?.what)))
    live.start('wang')
    const news = (what: string) => Worker.called[0].say({ news: { caseNumber: '1', what, occurredAt: '', version: 1 } })
    news('ticketClaimed')
    Worker.called[0].say({ missed: true })
    part.stop()
    news('ticketReplied')
    expect(heard).toEqual(['ticketClaimed', undefined])
  })

  it('detach when the page is left and attach anew when it is shown again', () => {
    const live = useLive()
    live.start('wang')
    happens('pagehide')
    expect(Worker.called[0].wishes.at(-1)).toEqual({ wish: 'detach' })
    expect([Worker.called[0].closed, live.state]).toEqual([true, 'off'])
    happens('pageshow')
    expect(Worker.called[1].wishes).toEqual([{ wish: 'attach', account: 'wang' }])
    Worker.called[0].say({ state: 'lost' })
    Worker.called[1].say({ state: 'live' })
    expect(live.state).toBe('live')
  })

  it('stay away after signing out, and start anew for the next person', () => {
    const live = useLive()
    live.start('wang')
    live.signOut()
    happens('pageshow')
    expect(Worker.called).toHaveLength(1)
    expect(Worker.called[0].wishes.at(-1)).toEqual({ wish: 'signOut' })
    live.start('li')
    expect(Worker.called[1].wishes).toEqual([{ wish: 'attach', account: 'li' }])
  })

  it('say when this browser has become somebody else’s', () => {
    const live = useLive()
    const then = vi.fn()
    live.whenSomebodyElse(then)
    live.start('wang')
    Worker.called[0].say({ somebodyElse: true })
    expect(then).toHaveBeenCalledOnce()
    expect(live.state).toBe('off')
  })

  it('have a stream of their own without a worker, as long as the page is looked at', () => {
    vi.stubGlobal('SharedWorker', undefined)
    const live = useLive()
    live.start('wang')
    Stream.opened[0].begin('wang')
    expect(live.state).toBe('live')
    look('hidden')
    expect(Stream.opened[0].closed).toBe(true)
    look('visible')
    expect(Stream.opened).toHaveLength(2)
  })

  it('have one too when the script of the worker cannot be had', () => {
    const live = useLive()
    live.start('wang')
    Worker.called[0].onerror!()
    expect(Stream.opened.map((s) => s.url)).toEqual(['/api/events'])
  })
})

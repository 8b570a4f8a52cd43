import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { retryDelay, useLive, type CaseNews } from '@/api/live'

class Stream {
  static opened: Stream[] = []
  onopen?: () => void
  onerror?: () => void
  closed = false
  private heard?: (event: { data: string }) => void
  constructor(readonly url: string) { Stream.opened.push(this) }
  addEventListener(_: string, then: (event: { data: string }) => void) { this.heard = then }
  close() { this.closed = true }
  say(news: Partial<CaseNews>) { this.heard?.({ data: JSON.stringify(news) }) }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Stream)
  Stream.opened = []
  setActivePinia(createPinia())
})
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals() })

describe('the stream of live updates', () => {
  it('is one, however many pages start it', () => {
    const live = useLive()
    live.start()
    live.start()
    expect(Stream.opened.map((s) => s.url)).toEqual(['/api/events'])
  })

  it('tells who listens, until they leave', () => {
    const live = useLive()
    const heard: (string | undefined)[] = []
    const page = effectScope()
    page.run(() => live.listen((news) => heard.push(news?.what)))
    live.start()
    Stream.opened[0].say({ what: 'ticketClaimed' })
    page.stop()
    Stream.opened[0].say({ what: 'ticketReplied' })
    expect(heard).toEqual(['ticketClaimed'])
  })

  it('comes back after a loss and says that something may have been missed', () => {
    const live = useLive()
    const heard: unknown[] = []
    effectScope().run(() => live.listen((news) => heard.push(news)))
    live.start()
    Stream.opened[0].onopen!()
    expect(heard).toEqual([])
    Stream.opened[0].onerror!()
    expect(live.state).toBe('lost')
    expect(Stream.opened[0].closed).toBe(true)
    vi.advanceTimersByTime(1200)
    Stream.opened[1].onopen!()
    expect(live.state).toBe('live')
    expect(heard).toEqual([null])
  })

  it('is silent after signing out', () => {
    const live = useLive()
    live.start()
    Stream.opened[0].onerror!()
    live.stop()
    vi.advanceTimersByTime(60_000)
    expect(Stream.opened).toHaveLength(1)
    expect(live.state).toBe('off')
  })
})

describe('the wait before trying again', () => {
  it('doubles to half a minute', () =>
    expect([0, 1, 2, 3, 4, 5, 9].map((n) => retryDelay(n, () => 0.5)))
        .toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]))
  it('is spread by a quarter', () => {
    expect(retryDelay(2, () => 0)).toBe(3500)
    expect(retryDelay(2, () => 1)).toBe(4500)
  })
})

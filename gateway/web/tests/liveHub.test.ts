import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { caseOf, createHub, isOf, retryDelay, type Word } from '@/api/liveHub'
import { Stream } from './stream'

const open = () => Stream.opened.filter((stream) => !stream.closed)
const hubOf = () => createHub(() => new Stream('/api/events'))
const pageOf = () => {
  const heard: Word[] = []
  return { heard, page: (word: Word) => { heard.push(word) }, state: () => heard.filter((w) => 'state' in w).at(-1) }
}

beforeEach(() => { vi.useFakeTimers(); Stream.opened = [] })
afterEach(() => { vi.useRealTimers() })

describe('the event stream of a browser', () => {
  it('is one for all pages, and every page hears the news', () => {
    const hub = hubOf()
    const pages = Array.from({ length: 20 }, pageOf)
    for (const { page } of pages) hub(page, { wish: 'attach', account: 'wang' })
    expect(open()).toHaveLength(1)
    Stream.opened[0].begin('wang')
    Stream.opened[0].say('case', { what: 'ticketClaimed' })
    for (const { heard, state } of pages) {
      expect(state()).toEqual({ state: 'live' })
      expect(heard.at(-1)).toEqual({ news: { what: 'ticketClaimed' } })
    }
  })

  it('tells of whistles and orders as of cases', () => {
    const hub = hubOf()
    const { page, heard } = pageOf()
    hub(page, { wish: 'attach', account: 'wang' })
    Stream.opened[0].begin('wang')
    Stream.opened[0].say('pressure', { on: 'whistle/1', what: 'departmentArrived' })
    const news = { on: 'whistle/1', what: 'departmentArrived', occurredAt: '', version: 2 }
    expect(heard.at(-1)).toEqual({ news: { on: 'whistle/1', what: 'departmentArrived' } })
    expect([isOf(news, 'whistle'), isOf(news, 'order'), isOf(news, 'whistle', '1'), isOf(news, 'whistle', '2')])
      .toEqual([true, false, true, false])
    expect(caseOf(news)).toBeUndefined()
  })

  it('closes with the last page, and opens anew with the next', () => {
    const hub = hubOf()
    const [one, two] = [pageOf(), pageOf()]
    hub(one.page, { wish: 'attach', account: 'wang' })
    hub(two.page, { wish: 'attach', account: 'wang' })
    hub(one.page, { wish: 'detach' })
    expect(open()).toHaveLength(1)
    hub(two.page, { wish: 'detach' })
    expect(open()).toHaveLength(0)
    hub(one.page, { wish: 'attach', account: 'wang' })
    expect(open()).toHaveLength(1)
  })

  it('tells a page that comes later to read anew, and no page that has gone', () => {
    const hub = hubOf()
    const [one, two] = [pageOf(), pageOf()]
    hub(one.page, { wish: 'attach', account: 'wang' })
    Stream.opened[0].begin('wang')
    hub(two.page, { wish: 'attach', account: 'wang' })
    expect(two.heard).toEqual([{ state: 'live' }, { missed: true }])
    hub(two.page, { wish: 'detach' })
    Stream.opened[0].say('case', { what: 'ticketClaimed' })
    expect(two.heard).toHaveLength(2)
    expect(one.heard.at(-1)).toEqual({ news: { what: 'ticketClaimed' } })
  })

  it('passes on that the server has left something out', () => {
    const hub = hubOf()
    const { page, heard } = pageOf()
    hub(page, { wish: 'attach', account: 'wang' })
    Stream.opened[0].begin('wang')
    Stream.opened[0].say('refresh', {})
    expect(heard.at(-1)).toEqual({ missed: true })
  })

  it('comes back after a loss, at once when somebody asks for it, and not when nobody is there', () => {
    const hub = hubOf()
    const { page, state } = pageOf()
    hub(page, { wish: 'attach', account: 'wang' })
    Stream.opened[0].onerror!()
    expect([state(), open().length]).toEqual([{ state: 'lost' }, 0])
    vi.advanceTimersByTime(1200)
    Stream.opened[1].begin('wang')
    expect(state()).toEqual({ state: 'live' })
    Stream.opened[1].onerror!()
    hub(page, { wish: 'retry' })
    expect([state(), open().length]).toEqual([{ state: 'connecting' }, 1])
    open()[0].onerror!()
    hub(page, { wish: 'detach' })
    vi.advanceTimersByTime(60_000)
    expect(open()).toHaveLength(0)
  })

  it('is opened anew for the next person, and the page of the one before hears no more', () => {
    const hub = hubOf()
    const [before, next] = [pageOf(), pageOf()]
    hub(before.page, { wish: 'attach', account: 'wang' })
    Stream.opened[0].begin('wang')
    hub(next.page, { wish: 'attach', account: 'li' })
    expect(Stream.opened[0].closed).toBe(true)
    Stream.opened[0].say('case', { what: 'of the closed stream' })
    Stream.opened[1].begin('li')
    Stream.opened[1].say('case', { what: 'ticketClaimed' })
    expect(before.heard.at(-1)).toEqual({ somebodyElse: true })
    expect(next.heard.at(-1)).toEqual({ news: { what: 'ticketClaimed' } })
    expect([before, next].flatMap(({ heard }) => heard)).not.toContainEqual({ news: { what: 'of the closed stream' } })
  })

  it('ends for every tab when one signs out', () => {
    const hub = hubOf()
    const [leaves, other] = [pageOf(), pageOf()]
    for (const { page } of [leaves, other]) hub(page, { wish: 'attach', account: 'wang' })
    Stream.opened[0].begin('wang')
    hub(leaves.page, { wish: 'signOut' })
    expect(open()).toHaveLength(0)
    expect(other.heard.at(-1)).toEqual({ somebodyElse: true })
    expect(leaves.heard).not.toContainEqual({ somebodyElse: true })
    vi.advanceTimersByTime(60_000)
    expect(Stream.opened).toHaveLength(1)
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

/** What the server says when something happened to a case that this person may see. */
export interface CaseNews {
  caseNumber: string
  what: string
  organisations?: string[]
  jurisdiction?: string
  occurredAt: string
  version: number
}

/** The same of a whistle or a supervision order: `on` is `whistle/0193…` or `order/0193…`. */
export interface PressureNews {
  on: string
  what: string
  occurredAt: string
  version: number
}

export type News = CaseNews | PressureNews

/** Which case the news is of; undefined where it is of a whistle or an order. */
export const caseOf = (news: News) => ('caseNumber' in news ? news.caseNumber : undefined)

/** Whether the news is of a whistle or an order, or of this very one. */
export const isOf = (news: News, kind: 'whistle' | 'order', id?: string) =>
  'on' in news && (id === undefined ? news.on.startsWith(`${kind}/`) : news.on === `${kind}/${id}`)

export type LiveState = 'off' | 'connecting' | 'live' | 'lost'

/** What a page asks of the hub. */
export type Wish = { wish: 'attach'; account: string } | { wish: 'detach' | 'retry' | 'signOut' }

/** What the hub tells a page. `missed`: read anew; `somebodyElse`: this browser is no longer signed in as that page. */
export type Word = { state: LiveState } | { news: News } | { missed: true } | { somebodyElse: true }

/** Only what the hub needs of an EventSource. */
export interface Source {
  onopen: (() => void) | null
  onerror: (() => void) | null
  addEventListener: (type: string, then: (event: MessageEvent<string>) => void) => void
  close: () => void
}

/** 1, 2, 4 … 30 seconds, spread by up to a quarter so that a restarted gateway is not met by every desk at once. */
export const retryDelay = (attempt: number, random = Math.random) =>
  Math.min(30_000, 1000 * 2 ** attempt) * (0.875 + random() / 4)

/**
 * The one event stream of a browser, handed on to every page that is attached. It is open only while one is, and it is
 * opened anew when a page attaches for another account than the server named: the cookie has changed.
 */
export function createHub(open: () => Source) {
  const pages = new Map<(word: Word) => void, string>()
  let source: Source | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let state: LiveState = 'off'
  let attempt = 0
  // Whose stream it is, as the server says; unknown until it has.
  let account: string | undefined

  const tell = (word: Word) => pages.forEach((_, page) => page(word))
  // A page of another person is about to go; until then it hears nothing that is not that person's.
  const tellThem = (word: Word) => pages.forEach((whose, page) => { if (whose === account) page(word) })
  function become(now: LiveState) {
    state = now
    tell({ state })
  }

  function close() {
    source?.close()
    source = undefined
    clearTimeout(timer)
    timer = undefined
    account = undefined
  }

  function connect() {
    close()
    const mine = source = open()
    mine.onopen = () => { if (mine === source) { attempt = 0; become('live') } }
    mine.onerror = () => {
      if (mine !== source) return
      close()
      timer = setTimeout(connect, retryDelay(attempt++))
      become('lost')
    }
    const hear = (type: string, then: (data: string) => void) =>
      mine.addEventListener(type, (event) => { if (mine === source) then(event.data) })
    hear('person', (data) => {
      account = (JSON.parse(data) as { account: string }).account
      pages.forEach((whose, page) => { if (whose !== account) page({ somebodyElse: true }) })
    })
    hear('case', (data) => tellThem({ news: JSON.parse(data) as CaseNews }))
    hear('pressure', (data) => tellThem({ news: JSON.parse(data) as PressureNews }))
    hear('refresh', () => tellThem({ missed: true }))
  }

  function reconnect() {
    attempt = 0
    connect()
    become('connecting')
  }

  function attach(page: (word: Word) => void, whose: string) {
    pages.set(page, whose)
    if (!source || (account !== undefined && account !== whose)) return reconnect()
    page({ state })
    // It may have read its rows before it was attached. A stream that is not open yet tells everybody by itself.
    if (account !== undefined) page({ missed: true })
  }

  function detach(page: (word: Word) => void) {
    pages.delete(page)
    if (pages.size) return
    close()
    state = 'off'
  }

  return (page: (word: Word) => void, wish: Wish) => {
    if (wish.wish === 'attach') attach(page, wish.account)
    else if (wish.wish === 'detach') detach(page)
    else if (wish.wish === 'retry') reconnect()
    else {
      // The cookie is gone for every tab.
      pages.delete(page)
      tell({ somebodyElse: true })
      pages.clear()
      close()
      state = 'off'
    }
  }
}

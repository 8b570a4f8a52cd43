import { computed, onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import { Problem } from '@/api/client'
import { caseOf, useLive, type News } from '@/api/live'

export interface Merged<Row> {
  rows: Row[]
  /** New rows that wait to be shown, because somebody is at the list. */
  waiting: Row[]
  /** Keys of rows that no longer belong here but stay where they are until the list is free. */
  gone: Set<string>
}

/**
 * Brings fresh rows into a list. A free list simply becomes what was fetched; a held one changes rows where they stand,
 * and neither inserts nor removes.
 */
export function mergeRows<Row>(
  shown: Row[], fresh: Row[], keyOf: (row: Row) => string, held: boolean, complete: boolean,
): Merged<Row> {
  const byKey = new Map(fresh.map((row) => [keyOf(row), row]))
  const known = new Set(shown.map(keyOf))
  if (!held) {
    const beyond = complete ? [] : shown.slice(fresh.length).filter((row) => !byKey.has(keyOf(row)))
    return { rows: [...fresh, ...beyond], waiting: [], gone: new Set() }
  }
  const within = complete ? shown : shown.slice(0, fresh.length)
  return {
    rows: shown.map((row) => byKey.get(keyOf(row)) ?? row),
    waiting: fresh.filter((row) => !known.has(keyOf(row))),
    gone: new Set(within.map(keyOf).filter((key) => !byKey.has(key))),
  }
}

interface Page<Row> { items: Row[]; next?: string | null }
interface Options<Row> {
  load: (page: { limit: number; after?: string }) => Promise<Page<Row>>
  key: (row: Row) => string
  /** Which news the list is loaded anew for; without it any news of a case. */
  touches?: (news: News) => boolean
  /** True while a dialog of the page is open. */
  busy?: Ref<boolean>
}

const step = 50
const most = 200

/** A list that keeps itself up to date without moving under the hand. */
export function useLiveList<Row>(options: Options<Row>) {
  const rows = shallowRef<Row[]>([])
  const waiting = shallowRef<Row[]>([])
  const gone = shallowRef(new Set<string>())
  const next = ref<string | null>(null)
  const loading = ref(true)
  const problem = shallowRef<Problem | null>(null)
  const element = ref<HTMLElement | null>(null)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let touchedAt = 0

  const held = () => {
    const at = element.value
    if (options.busy?.value) return true
    if (!at) return false
    const scrolled = window.scrollY > 80
    return scrolled || at.contains(document.activeElement) || Date.now() - touchedAt < 4000
  }

  async function fetchRows(limit: number, take: (page: Page<Row>) => void) {
    const mine = ++turn
    try {
      const page = await options.load({ limit })
      if (mine === turn) take(page)
      problem.value = null
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      problem.value = failure
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  /** Starts anew, as after a changed filter. */
  const reload = () => {
    loading.value = true
    return fetchRows(step, (page) => {
      rows.value = page.items
      waiting.value = []
      gone.value = new Set()
      next.value = page.next ?? null
    })
  }

  const refresh = () =>
    fetchRows(Math.min(most, Math.max(step, rows.value.length)), (page) => {
      const merged = mergeRows(rows.value, page.items, options.key, held(), !page.next)
      rows.value = merged.rows
      waiting.value = merged.waiting
      gone.value = merged.gone
      if (rows.value.length <= page.items.length) next.value = page.next ?? null
    })

  async function more() {
    if (!next.value) return
    const page = await options.load({ limit: step, after: next.value })
    const known = new Set(rows.value.map(options.key))
    rows.value = [...rows.value, ...page.items.filter((row) => !known.has(options.key(row)))]
    next.value = page.next ?? null
  }

  const show = () => {
    window.scrollTo({ top: 0 })
    return reload()
  }

  useLive().listen((news) => {
    if (news && !(options.touches ? options.touches(news) : caseOf(news))) return
    clearTimeout(timer)
    timer = setTimeout(refresh, 400)
  })
  onScopeDispose(() => clearTimeout(timer))

  const touched = () => (touchedAt = Date.now())
  const isGone = (row: Row) => gone.value.has(options.key(row))
  const empty = computed(() => !loading.value && !problem.value && rows.value.length === 0)
  return { rows, waiting, next, loading, problem, element, empty, reload, refresh, more, show, touched, isGone }
}

import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { ask, routing, type Jurisdiction, type Matter, type Organisation } from '@/api/client'

type Page<Row> = { items: Row[]; next?: string | null }

async function whole<Row>(page: (after?: string) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  let after: string | undefined
  do {
    const got = await page(after)
    rows.push(...got.items)
    after = got.next ?? undefined
  } while (after)
  return rows
}

/** A node of the picker's tree; `label` is the jurisdiction's own name. */
export type JurisdictionNode = { value: string; label: string; children?: JurisdictionNode[] }

/** Hangs jurisdictions on their parents; one without a parent in the list is a root. */
export function jurisdictionTree(rows: Pick<Jurisdiction, 'code' | 'name' | 'parent'>[]): JurisdictionNode[] {
  const nodes = new Map(rows.map((row) => [row.code, { value: row.code, label: row.name } as JurisdictionNode]))
  const roots: JurisdictionNode[] = []
  for (const row of rows) {
    const node = nodes.get(row.code)!
    const parent = row.parent ? nodes.get(row.parent) : undefined
    if (parent) (parent.children ??= []).push(node)
    else roots.push(node)
  }
  return roots
}

/** Where a picker starts: below the county, unless there are several. */
export function pickable(roots: JurisdictionNode[]): JurisdictionNode[] {
  let level = roots
  while (level.length === 1 && level[0].value.length < 6 && level[0].children) level = level[0].children
  return level.length === 1 && level[0].value.length === 6 && level[0].children ? level[0].children : level
}

/** What the routing service publishes for everyone: fetched once a visit. */
export const useCatalogue = defineStore('catalogue', () => {
  const matters = shallowRef<Matter[]>([])
  const organisations = shallowRef<Organisation[]>([])
  const jurisdictions = shallowRef<Jurisdiction[]>([])
  const once = new Map<string, Promise<void>>()

  function need(name: string, fetch: () => Promise<void>) {
    // A failed fetch is forgotten, so that the next page that needs it tries again.
    if (!once.has(name)) once.set(name, fetch().catch((failure) => { once.delete(name); throw failure }))
    return once.get(name)!
  }

  const query = (after?: string) => ({ params: { query: { limit: 2000, after } } })
  const needMatters = () => need('matters', async () => {
    matters.value = await whole((after) => ask(routing.GET('/matters', query(after))))
  })
  const needOrganisations = () => need('organisations', async () => {
    organisations.value = await whole((after) => ask(routing.GET('/organisations', query(after))))
  })
  const needJurisdictions = () => need('jurisdictions', async () => {
    jurisdictions.value = await whole((after) => ask(routing.GET('/jurisdictions', query(after))))
  })

  /** Somebody has published: what was fetched is fetched anew. */
  async function renew() {
    const fetched = { matters: needMatters, organisations: needOrganisations, jurisdictions: needJurisdictions }
    const had = [...once.keys()] as (keyof typeof fetched)[]
    once.clear()
    await Promise.allSettled(had.map((name) => fetched[name]()))
  }

  const names = computed(() => new Map(jurisdictions.value.map((row) => [row.code, row])))
  const organisationNames = computed(() => new Map(organisations.value.map((row) => [row.code, row.name])))
  // The platform itself is no organisation that anybody would look for.
  const organisationName = (code?: string | null) =>
    (code && code !== 'platform' ? organisationNames.value.get(code) ?? code : '')

  /** The jurisdiction with its parents below the county, as people say it. */
  function jurisdictionName(code?: string | null): string {
    const parts: string[] = []
    for (let at = code ? names.value.get(code) : undefined; at && (at.code.length > 6 || !parts.length);
      at = at.parent ? names.value.get(at.parent) : undefined) parts.unshift(at.name)
    return parts.join(' ') || code || ''
  }

  return { matters, organisations, jurisdictions, needMatters, needOrganisations, needJurisdictions, renew,
      organisationName, jurisdictionName }
})

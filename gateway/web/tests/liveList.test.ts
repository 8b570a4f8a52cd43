import { describe, expect, it } from 'vitest'
import { mergeRows } from '@/parts/liveList'

interface Row { id: string; status: string }
const row = (id: string, status = 'dispatched'): Row => ({ id, status })
const merge = (shown: Row[], fresh: Row[], held: boolean, complete = true) =>
    mergeRows(shown, fresh, (r) => r.id, held, complete)
const ids = (rows: Row[]) => rows.map((r) => r.id).join('')

describe('a free list', () => {
  it('becomes what was fetched', () => {
    const merged = merge([row('a'), row('b')], [row('c'), row('a')], false)
    expect(ids(merged.rows)).toBe('ca')
    expect(merged.waiting).toEqual([])
  })
  it('keeps the pages below what was fetched', () =>
    expect(ids(merge([row('a'), row('b'), row('c'), row('d')], [row('x'), row('a')], false, false).rows)).toBe('xacd'))
})

describe('a held list', () => {
  it('changes rows where they stand', () => {
    const merged = merge([row('a'), row('b')], [row('b', 'claimed'), row('a')], true)
    expect(ids(merged.rows)).toBe('ab')
    expect(merged.rows[1].status).toBe('claimed')
  })
  it('lets new rows wait', () => {
    const merged = merge([row('a')], [row('x'), row('a'), row('y')], true)
    expect(ids(merged.rows)).toBe('a')
    expect(ids(merged.waiting)).toBe('xy')
  })
  it('marks what has gone instead of pulling it away', () => {
    const merged = merge([row('a'), row('b')], [row('a')], true)
    expect(ids(merged.rows)).toBe('ab')
    expect([...merged.gone]).toEqual(['b'])
  })
  it('says nothing of rows beyond what was fetched', () =>
    expect(merge([row('a'), row('b'), row('c')], [row('a'), row('b')], true, false).gone.size).toBe(0))
})

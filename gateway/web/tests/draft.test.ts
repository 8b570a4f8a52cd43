import { beforeEach, describe, expect, it } from 'vitest'
import { forgetDrafts, readDraft, useDraft } from '@/parts/draft'

class Memory implements Storage {
  [name: string]: unknown
  get length() { return Object.keys(this).length }
  clear() { for (const name of Object.keys(this)) delete this[name] }
  getItem(name: string) { return (this[name] as string | undefined) ?? null }
  key(n: number) { return Object.keys(this)[n] ?? null }
  removeItem(name: string) { delete this[name] }
  setItem(name: string, value: string) { this[name] = value }
}

const empty = () => ({ text: '', phone: '' })
let store: Memory
beforeEach(() => { store = new Memory() })

describe('a draft', () => {
  it('is there again after a reload, under the same key', () => {
    const before = useDraft('register.op1', empty, store)
    before.value.text = '下水道堵塞'
    const after = useDraft('register.op1', empty, store)
    expect(after.value.text).toBe('下水道堵塞')
    expect(after.key.value).toBe(before.key.value)
    expect(after.restored.value).toBe(true)
  })

  it('belongs to one account', () => {
    useDraft('register.op1', empty, store).value.text = '下水道堵塞'
    expect(useDraft('register.op2', empty, store).value.text).toBe('')
  })

  it('is gone once registered, and the next one has another key', () => {
    const draft = useDraft('register.op1', empty, store)
    draft.value.text = '下水道堵塞'
    const key = draft.key.value
    draft.clear()
    expect(draft.value.text).toBe('')
    expect(draft.key.value).not.toBe(key)
    expect(store.length).toBe(0)
  })

  it('is thrown away after a day', () => {
    useDraft('register.op1', empty, store).value.phone = '13900000000'
    const path = 'dispatch.draft.register.op1'
    expect(readDraft(store, path, Date.now() + 23 * 3600_000)).not.toBeNull()
    expect(readDraft(store, path, Date.now() + 25 * 3600_000)).toBeNull()
    expect(store.getItem(path)).toBeNull()
  })

  it('that cannot be read is thrown away', () => {
    store.setItem('dispatch.draft.x', '{"value":')
    expect(readDraft(store, 'dispatch.draft.x', Date.now())).toBeNull()
    expect(store.length).toBe(0)
  })

  it('gains the fields that a newer form has', () => {
    useDraft<{ text: string }>('x', () => ({ text: '' }), store).value.text = '旧稿'
    expect(useDraft('x', empty, store).value).toEqual({ text: '旧稿', phone: '' })
  })

  it('does not outlive signing out, while other settings do', () => {
    useDraft('register.op1', empty, store).value.text = '下水道堵塞'
    store.setItem('dispatch.language', 'en')
    forgetDrafts(store)
    expect(Object.keys(store)).toEqual(['dispatch.language'])
  })
})

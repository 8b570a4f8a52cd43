import { reactive } from 'vue'
import { describe, expect, it } from 'vitest'
import { oneSentence, Problem } from '@/api/client'
import { codesFor } from '@/desks/catalogue/lists'
import { toldAbove, useSend } from '@/parts/send'

describe('a form', () => {
  it('names what is missing beside its field until it is there', () => {
    const form = reactive({ reason: ' ', units: [] as string[], note: '' })
    const { filled, field, forget } = useSend()
    expect(filled(() => ({ reason: form.reason, units: form.units }))).toBe(false)
    expect([field('reason'), field('units'), field('note')]).toEqual(['请填写此项', '请填写此项', ''])
    form.reason = '需要鉴定'
    expect([field('reason'), field('units')]).toEqual(['', '请填写此项'])
    form.units = ['620422-market']
    expect(filled(() => ({ reason: form.reason, units: form.units }))).toBe(true)
    forget()
    expect(field('units')).toBe('')
  })

  it('knows what stands beside a field and what has to be told above it', () => {
    const problem = new Problem(400, 'invalid_request', '', { reason: ['必填，请填写。', '不少于5个字。'], 'place.grid': ['不存在。'] })
    expect(problem.field('reason')).toBe('必填，请填写；不少于5个字。')
    expect([...problem.beside]).toEqual(['reason'])
    expect(oneSentence(['不存在。'])).toBe('不存在。')
  })
})

describe('a refusal', () => {
  it('whose field the form does not show is told above it in words', () => {
    const problem = new Problem(422, 'http_403', '没有这个字段，请改正后重新提交。', {
      'items[0].row.level': ['没有这个字段，请改正后重新提交。'], 'items[0].row.owner': ['请填写此项'],
      'items[0].row.kind': ['没有这个字段，请改正后重新提交。'] })
    problem.field('owner')
    // Our own words stand instead of the server's sentence here, so it is told as well, once.
    expect(toldAbove(problem)).toEqual(['没有这个字段，请改正后重新提交。'])
  })

  it('is not told twice where the sentence above says it already', () =>
    expect(toldAbove(new Problem(422, 'row_invalid', '没有这个字段。', { 'items[0].row.level': ['没有这个字段。'] })))
      .toEqual([]))
})

describe('a picker of codes', () => {
  const listed = [{ value: '620422-police', label: '会宁县公安局 620422-police' }]
  const offered = (typed: string, held: string[] = []) => codesFor(listed, typed, held, (code) => `自填 ${code}`)
    .map((one) => one.label)

  it('offers what is listed, and never a name as a code', () => {
    expect(offered('公安')).toEqual(['会宁县公安局 620422-police'])
    expect(offered('没有的单位')).toEqual([])
  })
  it('offers a code of its own last, and only when it is not listed', () => {
    expect(offered('620422-po')).toEqual(['会宁县公安局 620422-police', '自填 620422-po'])
    expect(offered('620422-police')).toEqual(['会宁县公安局 620422-police'])
  })
  it('goes on showing what the row holds', () =>
    expect(offered('', ['620422-new'])).toEqual(['会宁县公安局 620422-police', '自填 620422-new']))
})

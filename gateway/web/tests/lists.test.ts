import { describe, expect, it } from 'vitest'
import type { ListColumn } from '@/api/client'
import { i18n } from '@/i18n'
import { refersTo, titleOf, wordOf } from '@/desks/catalogue/lists'

const level = { name: 'level', chinese: '层级', kind: 'word', key: false, required: true,
  choices: [{ word: 'township', chinese: '乡镇级' }] } as unknown as ListColumn

describe('the lists of the catalogue', () => {
  it.each([
    ['duties', 'owner', 'organisation'], ['rules', 'assisting', 'organisation'],
    ['organisations', 'parent', 'organisation'],
    ['jurisdictions', 'parent', 'division'], ['places', 'jurisdiction', 'division'], ['matters', 'parent', 'matter'],
    ['rules', 'matter', 'matter'], ['organisations', 'name', undefined],
  ])('%s.%s refers to %s', (list, field, kind) => expect(refersTo(list, field)).toBe(kind))

  it('speaks the language of the desk', () => {
    i18n.global.locale.value = 'zh-CN'
    expect([titleOf(level), wordOf(level, 'township'), wordOf(level, '620422-water')])
      .toEqual(['层级', '乡镇级', '620422-water'])
    i18n.global.locale.value = 'en'
    expect([titleOf({ name: 'foreignCodes', chinese: '外部编码' }), wordOf(level, 'township')])
      .toEqual(['Foreign codes', 'Township'])
  })
})

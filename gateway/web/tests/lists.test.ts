import { describe, expect, it } from 'vitest'
import type { ListColumn } from '@/api/client'
import { i18n } from '@/i18n'
import { fieldsOf, filledIn, refersTo, titleOf, wordOf } from '@/desks/catalogue/lists'

const level = { name: 'level', chinese: '层级', kind: 'word', key: false, required: true,
  choices: [{ word: 'township', chinese: '乡镇级' }] } as unknown as ListColumn

describe('the lists of the catalogue', () => {
  it.each([
    ['duties', 'owner', 'organisation'], ['rules', 'assisting', 'organisation'],
    ['organisations', 'parent', 'organisation'],
    ['jurisdictions', 'parent', 'jurisdiction'], ['places', 'jurisdiction', 'jurisdiction'],
    ['matters', 'parent', 'matter'],
    ['rules', 'matter', 'matter'], ['organisations', 'name', undefined],
    ['oneThings', 'matters', 'matter'], ['oneThings', 'assisting', 'organisation'],
    ['responsibilities', 'organisation', 'organisation'], ['responsibilities', 'account', undefined],
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

describe('the editor of a row', () => {
  const column = (name: string, kind: string) => ({ name, kind }) as unknown as ListColumn
  const duties = [column('matter', 'text'), column('owner', 'text'), column('assisting', 'list')]

  it('starts with the fields of its own list only, as the row holds them', () => {
    const held = { matter: '130202', assisting: ['620422-police'], level: 'township' }
    const form = fieldsOf(duties, held)
    expect(form).toEqual({ matter: '130202', owner: undefined, assisting: ['620422-police'] })
    expect(form.assisting).not.toBe(held.assisting)
    expect(fieldsOf(duties, undefined)).toEqual({ matter: undefined, owner: undefined, assisting: [] })
  })

  it('sends what is filled in, and no field of another list', () =>
    expect(filledIn(duties, { matter: '130202', owner: '', assisting: [], kind: 'department', level: 'county' }))
      .toEqual({ matter: '130202' }))
})

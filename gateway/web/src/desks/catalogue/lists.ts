import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { ask, routing, type ListColumn, type ListDescription } from '@/api/client'
import { i18n } from '@/i18n'
import { useCatalogue } from '@/parts/catalogue'
import { full } from '@/parts/format'

/** A row of any list, by the names of its fields. */
export type Row = Record<string, unknown>

const english = () => i18n.global.locale.value === 'en'
const spaced = (name: string) =>
  name[0].toUpperCase() + name.slice(1).replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)

/** A list or a column by its title; in English its name says it, but for those that have words of their own. */
export const titleOf = (of: { name: string; chinese: string }) =>
  !english() ? of.chinese
    : i18n.global.te(`catalogue.titles.${of.name}`) ? i18n.global.t(`catalogue.titles.${of.name}`) : spaced(of.name)

export const wordOf = (column: ListColumn, word: string) => {
  const choice = column.choices.find((one) => one.word === word)
  return choice ? (english() ? spaced(choice.word) : choice.chinese) : word
}

/** A column's title where names stand for codes. */
export const nameTitleOf = (list: string, column: ListColumn) =>
  refersTo(list, column.name) ? titleOf(column).replace(/代码$| code$/, '') : titleOf(column)

/** What a field refers to by code. */
export function refersTo(list: string, field: string): 'organisation' | 'jurisdiction' | 'matter' | undefined {
  if (['owner', 'lead', 'assisting', 'organisation'].includes(field)) return 'organisation'
  if (field === 'jurisdiction') return 'jurisdiction'
  if (['matter', 'matters'].includes(field) && list !== 'matters') return 'matter'
  if (field !== 'parent') return undefined
  return list === 'organisations' ? 'organisation' : list === 'jurisdictions' ? 'jurisdiction' : 'matter'
}

/** What the editor starts with: the fields of this list and nothing else, as the row holds them. */
export const fieldsOf = (columns: ListColumn[], held: Row | undefined): Row =>
  Object.fromEntries(columns.map(({ name, kind }) => {
    const value = held?.[name]
    return [name, Array.isArray(value) ? [...value] : value ?? (['list', 'words'].includes(kind) ? [] : undefined)]
  }))

export const blank = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)

/** What is sent of a row: the fields of this list that are filled in. */
export const filledIn = (columns: ListColumn[], form: Row): Row =>
  Object.fromEntries(columns.map(({ name }) => [name, form[name]]).filter(([, value]) => !blank(value)))

interface Choice { value: string; label: string }
const code = /^[0-9A-Za-z][0-9A-Za-z._-]*$/

/**
 * What a picker of codes offers: what is listed first, then what the row holds already, then a code that only the
 * draft knows, named as such. A name is never taken for a code.
 */
export function codesFor(listed: Choice[], typed: string, held: string[], own: (code: string) => string): Choice[] {
  const said = typed.trim()
  const known = new Set(listed.map((one) => one.value))
  const found = said ? listed.filter((one) => one.label.toLowerCase().includes(said.toLowerCase())) : listed
  const free = [...new Set([...held, ...(code.test(said) ? [said] : [])])].filter((one) => one && !known.has(one))
  return [...found, ...free.map((value) => ({ value, label: own(value) }))]
}

/** The lists as the server describes them: fetched once a visit. */
export const useLists = defineStore('lists', () => {
  const catalogue = useCatalogue()
  const lists = shallowRef<ListDescription[]>([])
  let asked: Promise<void> | undefined

  const need = () => (asked ??= Promise.all([
    ask(routing.GET('/catalogue/lists')).then((answer) => { lists.value = answer.lists }),
    catalogue.needOrganisations(), catalogue.needJurisdictions(), catalogue.needMatters(),
  ]).then(() => undefined, (failure) => { asked = undefined; throw failure }))

  const find = (name: string) => lists.value.find((one) => one.name === name)

  function nameOf(list: string, column: ListColumn, code: string): string {
    const kind = refersTo(list, column.name)
    if (kind === 'organisation') return catalogue.organisationName(code)
    if (kind === 'jurisdiction') return catalogue.jurisdictionName(code)
    return kind === 'matter' ? catalogue.matters.find((one) => one.code === code)?.name ?? code : code
  }

  /** A field as people read it: words in their language, codes with the names behind them. */
  function say(list: string, column: ListColumn, value: unknown): string {
    if (value === null || value === undefined) return ''
    if (Array.isArray(value)) return value.map((one) => say(list, column, one)).join('、')
    const text = String(value)
    if (column.kind === 'time') return full(text)
    const word = wordOf(column, text)
    return word !== text ? word : nameOf(list, column, text)
  }

  function partName(list: string, part: string): string {
    const column = find(list)?.columns.find((one) => one.key && one.choices.some((choice) => choice.word === part))
    return column ? wordOf(column, part) : catalogue.matters.find((one) => one.code === part)?.name
      ?? catalogue.organisations.find((one) => one.code === part)?.name ?? catalogue.jurisdictionName(part)
  }

  /** What a row without a name of its own is called: the names behind the codes and words of its key. */
  const keyName = (list: string, key: string) => key.split(' ').map((part) => partName(list, part)).join(' · ')

  return { lists, need, find, say, keyName }
})

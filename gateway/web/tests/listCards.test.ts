import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { columnsOf } from '@/parts/listCards'

const one = { columns: 1, rows: 1 }
const source = join(import.meta.dirname ?? __dirname, '../src')
const pages = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.vue'))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }))

describe('a list as cards', () => {
  it.each([
    ['one after the other', [[one, one, one]], [[0, 1, 2]]],
    ['behind a cell over two columns', [[{ columns: 2, rows: 1 }, one]], [[0, 2]]],
    ['behind a cell over two rows', [[{ columns: 1, rows: 2 }, one, { columns: 1, rows: 2 }], [one], [one, one, one]],
      [[0, 1, 2], [1], [0, 1, 2]]],
  ])('finds the titles of cells that stand %s', (_, rows, columns) => expect(columnsOf(rows)).toEqual(columns))

  // What is printed stays a table on every screen.
  it('is made by the shared part on every page', () =>
    expect(pages.filter(({ name, text }) => /<table\b/.test(text) && !/(ListTable|OrderPrint)\.vue$/.test(name)))
      .toEqual([]))

  it('is led on every page by the column that the page names', () => {
    const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0
    const unled = pages.filter(({ text }) =>
      count(text, /<ListTable\b/g) !== count(text, /data-card="lead"|: 'lead'/g)).map(({ name }) => name)
    expect(unled.filter((name) => !name.endsWith('ListTable.vue'))).toEqual([])
  })
})

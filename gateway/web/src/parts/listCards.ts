/** What of a cell decides how it stands on a card. */
export interface Cell { columns: number; rows: number }

/**
 * For every cell of a table's body the column in which it begins: a cell over several rows pushes the cells of the rows
 * below it to the right.
 */
export function columnsOf(rows: Cell[][]): number[][] {
  let taken: number[] = []
  return rows.map((cells) => {
    const below = taken.map((left) => Math.max(0, left - 1))
    let column = 0
    const places = cells.map((cell) => {
      while (taken[column] > 0) column++
      const at = column
      for (let n = 0; n < cell.columns; n++) below[column++] = cell.rows - 1
      return at
    })
    taken = Array.from(below, (left) => left ?? 0)
    return places
  })
}

const blank = (cell: HTMLElement) =>
  ['', '—'].includes(cell.textContent!.trim()) && !cell.querySelector('button, input, svg, img')

const set = (element: HTMLElement, name: string, value: string) => {
  if (element.dataset[name] !== value) element.dataset[name] = value
}

/** Tells every cell its title and its place on a card; see ListTable.vue. */
export function dressCells(table: HTMLTableElement) {
  // A table that is drawn as blocks is a table only to whoever is told so.
  table.setAttribute('role', 'table')
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].flatMap((head) => {
    head.setAttribute('role', 'columnheader')
    return Array<HTMLTableCellElement>(head.colSpan).fill(head)
  })
  for (const body of table.tBodies) {
    const rows = [...body.rows]
    const places = columnsOf(rows.map((row) =>
      [...row.cells].map((cell) => ({ columns: cell.colSpan, rows: cell.rowSpan }))))
    rows.forEach((row, n) => {
      row.setAttribute('role', 'row')
      ;[...row.cells].forEach((cell, k) => {
        const head = heads[places[n][k]]
        cell.setAttribute('role', 'cell')
        set(cell, 'title', head?.textContent?.trim() ?? '')
        set(cell, 'card', cell.colSpan > 1 ? 'text' : head?.dataset.card ?? 'line')
        cell.toggleAttribute('data-blank', blank(cell))
      })
    })
  }
}

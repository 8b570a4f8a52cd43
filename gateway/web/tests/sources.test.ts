import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { jurisdictionTree, pickable } from '@/parts/catalogue'
import { emptyCase, toRequest } from '@/desks/operator/registering'

const source = join(import.meta.dirname ?? __dirname, '../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith('.gen.ts'))
const read = (name: string) => readFileSync(join(source, name), 'utf8')

describe('the desks', () => {
  it('keep every Chinese label in the words', () => {
    const outside = files.filter((name) => !name.startsWith('words') && /\p{Script=Han}/u.test(read(name)))
    expect(outside).toEqual([])
  })

  it('never mask a petitioner themselves: what they show is what the server sent', () => {
    const masking = files.filter((name) => /['"`]\*{2,}/.test(read(name)))
    expect(masking).toEqual([])
  })

  it('keep each file readable in one sitting', () => {
    const long = files.filter((name) => !name.startsWith('words') && read(name).split('\n').length > 201)
    expect(long).toEqual([])
  })
})

describe('a request to register', () => {
  it('leaves out what was left empty', () => {
    const request = toRequest({ ...emptyCase('phone'), text: ' 路灯不亮 ', grid: '620422100' })
    expect(JSON.parse(JSON.stringify(request))).toEqual({
      channel: 'phone', kind: 'request', urgency: 'normal', text: '路灯不亮', petitioner: { confidential: false },
          place: { grid: '620422100' },
    })
  })
  it('sends a telephone number without its spaces', () =>
    expect(toRequest({ ...emptyCase('phone'), phone: '139 1234-5678' }).petitioner.phone).toBe('13912345678'))
})

describe('the jurisdiction picker', () => {
  const rows = [
    { code: '6204', name: '白银市' }, { code: '620422', name: '会宁县', parent: '6204' },
    { code: '620422100', name: '会师镇', parent: '620422' }, { code: '620422100201', name: '东关村', parent: '620422100' },
  ]
  it('starts at the townships of the one county', () => {
    const level = pickable(jurisdictionTree(rows))
    expect(level.map((node) => node.label)).toEqual(['会师镇'])
    expect(level[0].children?.map((node) => node.value)).toEqual(['620422100201'])
  })
  it('starts at the counties when there are two', () =>
    expect(pickable(jurisdictionTree([...rows, { code: '620421', name: '靖远县', parent: '6204' }]))
        .map((node) => node.label)).toEqual(['会宁县', '靖远县']))
})

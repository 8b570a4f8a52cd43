import { describe, expect, it } from 'vitest'
import { ask, Problem } from '@/api/client'

const reply = (status: number, body?: unknown) =>
  Promise.resolve({ response: new Response(null, { status }), error: body })

describe('a refused call', () => {
  it('keeps the code and puts messages beside their fields', async () => {
    const problem: Problem = await ask(reply(400, {
      code: 'invalid_request', title: '请求有误', errors: { 'petitioner.phone': ['电话号码有误'], text: ['不能为空', '太短'] },
    })).then(() => { throw new Error('accepted') }, (failure: Problem) => failure)
    expect(problem.code).toBe('invalid_request')
    expect(problem.field('phone')).toBe('电话号码有误')
    expect(problem.field('text')).toBe('不能为空；太短')
    expect(problem.field('grid')).toBeUndefined()
  })

  it('without problem details is named by its status', async () =>
    await expect(ask(reply(502, '<html>'))).rejects.toMatchObject({ code: 'http_502', status: 502 }))

  it('that never arrived is a lost connection', async () =>
    await expect(ask(Promise.reject(new TypeError('Failed to fetch'))))
        .rejects.toMatchObject({ code: 'connection_lost', status: 0 }))
})

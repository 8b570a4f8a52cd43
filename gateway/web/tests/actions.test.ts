import { describe, expect, it } from 'vitest'
import { actionOf, may } from '@/parts/actions'

const actions = [{ name: 'claim', allowed: true }, { name: 'reply', allowed: false, why: '须先签收。' }]

describe('what may be done next', () => {
  it('is what the server allows', () => expect(may(actions, 'claim')).toBe(true))

  it('comes with the reason where it is refused now', () => {
    expect(may(actions, 'reply')).toBe(false)
    expect(actionOf(actions, 'reply')?.why).toBe('须先签收。')
  })

  it('is nothing that the server does not name, nor anything before it has answered', () => {
    expect(actionOf(actions, 'audit')).toBeUndefined()
    expect(may(actions, 'audit')).toBe(false)
    expect(may(undefined, 'claim')).toBe(false)
  })
})

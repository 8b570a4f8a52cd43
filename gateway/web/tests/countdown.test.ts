import { describe, expect, it } from 'vitest'
import { countdown, countdownText, workingDaysLeft } from '@/parts/countdown'
import zh from '@/words/zh-CN'

const now = new Date('2026-11-22T08:00:00Z')
const t = (key: string, named: Record<string, number>) => {
  const text = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], zh) as string
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(named[name]))
}
const text = (due: string) => countdownText(countdown(due, now), t)

describe('a countdown', () => {
  it.each([
    ['2026-11-25T12:30:00Z', '剩3天4小时'],
    ['2026-11-22T10:05:00Z', '剩2小时5分'],
    ['2026-11-22T08:09:30Z', '剩9分钟'],
    ['2026-11-22T08:00:42Z', '剩42秒'],
    ['2026-11-22T08:00:00Z', '剩0秒'],
    ['2026-11-22T07:59:59Z', '超时1秒'],
    ['2026-11-20T07:00:00Z', '超时2天1小时'],
  ])('to %s reads %s', (due, expected) => expect(text(due)).toBe(expected))

  it('does not change a due time written with another offset', () =>
    expect(text('2026-11-22T18:05:00+08:00')).toBe('剩2小时5分'))
})

describe('working days left', () => {
  const steps = [
    { date: '2026-11-20', counted: true }, { date: '2026-11-21', counted: false },
    { date: '2026-11-22', counted: false }, { date: '2026-11-23', counted: true },
        { date: '2026-11-24', counted: true },
  ]
  it('are the counted days from today on', () => expect(workingDaysLeft(steps, '2026-11-22')).toBe(2))
  it('include today when today counts', () => expect(workingDaysLeft(steps, '2026-11-20')).toBe(3))
  it('are none when the term is over', () => expect(workingDaysLeft(steps, '2026-11-25')).toBe(0))
})

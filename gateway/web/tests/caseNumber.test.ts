import { describe, expect, it } from 'vitest'
import { asCaseNumber, looksLikePhone, spokenGroups } from '@/parts/caseNumber'

describe('a case number', () => {
  it('is read in four groups', () => expect(spokenGroups('261122-4839-2715-6'))
      .toEqual(['261122', '4839', '2715', '6']))
  it('that is none stays whole', () => expect(spokenGroups('12345')).toEqual(['12345']))
  it.each(['261122483927156', '261122 4839 2715 6', '２６１１２２－４８３９－２７１５－６', '261122–4839–2715–6'])(
    'is understood as typed: %s', (typed) => expect(asCaseNumber(typed)).toBe('261122-4839-2715-6'))
  it.each(['13912345678', '垃圾没人清运', '261122-4839-2715', ''])('is not seen in %s', (typed) =>
      expect(asCaseNumber(typed)).toBeNull())
})

describe('a telephone number', () => {
  it.each(['13912345678', '139 1234 5678', '09433221234', '3221234'])('is seen in %s', (typed) =>
      expect(looksLikePhone(typed)).toBe(true))
  it.each(['12345', '261122483927156', '会师镇东关村', ''])('is not seen in %s', (typed) =>
      expect(looksLikePhone(typed)).toBe(false))
})

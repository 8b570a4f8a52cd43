export const channels = ['phone', 'app', 'miniProgram', 'web', 'mail', 'letterVisit', 'gridReport', 'transfer'] as const
export const kinds = ['consultation', 'request', 'complaint', 'report', 'suggestion', 'praise', 'dispute'] as const
export const urgencies = ['normal', 'urgent', 'emergency', 'complex'] as const

/** What the form holds, flat so that it can be kept as it is. */
export interface CaseForm {
  channel: (typeof channels)[number]
  kind: (typeof kinds)[number]
  urgency: (typeof urgencies)[number]
  name: string
  phone: string
  confidential: boolean
  text: string
  address: string
  grid?: string
  matter?: string
  against?: string
}

export const emptyCase = (channel: CaseForm['channel']): CaseForm => ({
  channel, kind: 'request', urgency: 'normal', name: '', phone: '', confidential: false, text: '', address: '',
  grid: undefined, matter: undefined, against: undefined,
})

const told = (text?: string) => text?.trim() || undefined

/** The request as the contract wants it: what was left empty is left out. */
export const toRequest = (form: CaseForm) => ({
  channel: form.channel,
  kind: form.kind,
  urgency: form.urgency,
  text: form.text.trim(),
  petitioner: { name: told(form.name), phone: told(form.phone)?.replace(/[\s-]/g, ''),
      confidential: form.confidential },
  place: { address: told(form.address), grid: told(form.grid) },
  matter: told(form.matter),
  against: told(form.against),
})

import { ElMessage } from 'element-plus/es/components/message/index'
import 'element-plus/es/components/message/style/css'
import { computed, nextTick, ref, shallowRef } from 'vue'
import { oneSentence, Problem } from '@/api/client'
import { i18n } from '@/i18n'

/** What the person is told: the server's sentence when it gave one, ours for what only the browser can know. */
export function plainWords(problem: Problem): string {
  const { t, te } = i18n.global
  const own = `problems.${problem.code}`
  if (te(own, 'zh-CN')) return t(own)
  return problem.message || t('problems.other', { status: problem.status })
}

/** What the form has no field for, or only said in the server's sentence where ours stands instead of it. */
export const toldAbove = (problem: Problem) => [...new Set(Object.entries(problem.errors)
  .filter(([name]) => !problem.beside.has(name)).map(([, texts]) => oneSentence(texts)))]
  .filter((text) => text !== plainWords(problem))

export const say = (text: string) => ElMessage({ message: text, type: 'success', grouping: true })

const blank = (value: unknown) => value === undefined || value === null
  || (typeof value === 'string' ? !value.trim() : Array.isArray(value) && !value.length)

/** Where somebody must look next, for the eye and for the keyboard. */
const toFirstGap = () => nextTick(() =>
  globalThis.document?.querySelector<HTMLElement>('.el-form-item.is-error :is(input, textarea)')?.focus())

/** Sends what a form holds, keeps what was typed when it is refused, and says why beside the fields. */
export function useSend() {
  const sending = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const needs = shallowRef<(() => Record<string, unknown>) | null>(null)
  const missing = computed(() => Object.entries(needs.value?.() ?? {}).filter(([, value]) => blank(value))
    .map(([name]) => name))

  /** Whether all that must be there is; what is not is named beside its field until it is. */
  function filled(fields: () => Record<string, unknown>) {
    needs.value = fields
    problem.value = null
    if (missing.value.length) void toFirstGap()
    return !missing.value.length
  }

  async function send<T>(work: () => Promise<T>): Promise<{ answer: T } | null> {
    if (sending.value) return null
    sending.value = true
    problem.value = null
    try {
      const answer = await work()
      // The form is emptied next: what it lacks then is no fault.
      needs.value = null
      return { answer }
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      problem.value = failure
      return null
    } finally {
      sending.value = false
    }
  }

  const field = (name: string) =>
    missing.value.includes(name) ? i18n.global.t('problems.needed') : problem.value?.field(name) ?? ''
  function forget() {
    problem.value = null
    needs.value = null
  }
  return { sending, problem, send, filled, field, forget }
}

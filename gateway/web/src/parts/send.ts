import { ElMessage } from 'element-plus/es/components/message/index'
import 'element-plus/es/components/message/style/css'
import { ref, shallowRef } from 'vue'
import { Problem } from '@/api/client'
import { i18n } from '@/i18n'

/** What the person is told: the server's sentence when it gave one, ours for what only the browser can know. */
export function plainWords(problem: Problem): string {
  const { t, te } = i18n.global
  const own = `problems.${problem.code}`
  if (te(own, 'zh-CN')) return t(own)
  return problem.message || t('problems.other', { status: problem.status })
}

export const say = (text: string) => ElMessage({ message: text, type: 'success', grouping: true })

/** Sends what a form holds, keeps what was typed when it is refused, and says why beside the fields. */
export function useSend() {
  const sending = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function send<T>(work: () => Promise<T>): Promise<{ answer: T } | null> {
    if (sending.value) return null
    sending.value = true
    problem.value = null
    try {
      return { answer: await work() }
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      problem.value = failure
      return null
    } finally {
      sending.value = false
    }
  }

  const field = (name: string) => problem.value?.field(name) ?? ''
  const forget = () => (problem.value = null)
  return { sending, problem, send, field, forget }
}

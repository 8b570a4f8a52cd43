import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { Problem, type Step } from '@/api/client'
import { isOf, useLive } from '@/api/live'
import { say } from '@/parts/send'
import { asEntries } from './steps'

/** A whistle or an order that is looked at: loaded, kept up to date, acted on. */
export function usePressurePage<T extends { steps: readonly Step[] }>(
  of: 'whistle' | 'order', id: () => string, read: (id: string) => Promise<T>,
) {
  const { t } = useI18n()
  const one = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const acting = ref('')

  async function load() {
    const wanted = id()
    try {
      const found = await read(wanted)
      if (wanted === id()) [one.value, problem.value] = [found, null]
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      if (wanted === id()) problem.value = failure
    }
  }
  watch(id, () => { one.value = null; void load() }, { immediate: true })

  let timer: ReturnType<typeof setTimeout> | undefined
  useLive().listen((news) => {
    if (news && !isOf(news, of, id())) return
    clearTimeout(timer)
    timer = setTimeout(load, 200)
  })
  onScopeDispose(() => clearTimeout(timer))

  const entries = computed(() => asEntries(one.value?.steps ?? [], (what) => t(`events.${what}`)))

  function done(text: string) {
    acting.value = ''
    say(text)
    void load()
  }

  return { one, problem, acting, entries, done }
}

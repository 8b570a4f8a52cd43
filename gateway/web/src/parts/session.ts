import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { ask, gateway, Problem, type Person } from '@/api/client'

/** Who is at the desk. The cookie carries the session; nothing of it is kept in the browser's storage. */
export const useSession = defineStore('session', () => {
  const person = ref<Person | null>(null)
  const asked = ref(false)
  const role = computed(() => person.value?.role ?? '')

  async function load() {
    try {
      person.value = await ask(gateway.GET('/api/session'))
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 401) throw failure
      person.value = null
    }
    asked.value = true
  }

  async function signIn(account: string, password: string) {
    const answer = await ask(gateway.POST('/api/session', { body: { account, password } }))
    person.value = answer.person
    asked.value = true
  }

  async function signOut() {
    await ask(gateway.DELETE('/api/session'))
    person.value = null
  }

  return { person, asked, role, load, signIn, signOut }
})

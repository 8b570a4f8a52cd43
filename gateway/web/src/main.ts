import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { whenSignedOut } from './api/client'
import { useLive } from './api/live'
import App from './App.vue'
import { chosenLanguage, i18n, speak } from './i18n'
import { useSession } from './parts/session'
import { router } from './router'
import 'element-plus/theme-chalk/base.css'
// Its form items have their rules here, which no import of a single component brings along.
import 'element-plus/theme-chalk/el-form.css'
import './style/tokens.css'
import './style/base.css'
import './style/phone.css'

await speak(chosenLanguage())
const app = createApp(App).use(createPinia()).use(i18n)

whenSignedOut(() => {
  const session = useSession()
  if (!session.person) return
  session.person = null
  useLive().stop()
  void router.replace({ name: 'signIn', query: { again: '1', to: router.currentRoute.value.fullPath } })
})

// What stands here was read as somebody who has left; the address may be the next one's too.
useLive().whenSomebodyElse(() => location.reload())
// A page that the browser kept for the way back shows the person of then: somebody may have signed out since.
addEventListener('pageshow', (event) => { if (event.persisted) useSession().load().catch(() => undefined) })

app.use(router).mount('#app')

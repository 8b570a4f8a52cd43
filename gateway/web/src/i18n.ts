import { createI18n } from 'vue-i18n'
import zh, { type Words } from './words/zh-CN'

export type Language = 'zh-CN' | 'en'
const kept = 'dispatch.language'

export const i18n = createI18n<[Words], Language, false>({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh } as unknown as Record<Language, Words>,
})

/** Chinese is always there; English comes when it is asked for. */
export async function speak(language: Language) {
  if (language === 'en' && !i18n.global.availableLocales.includes('en'))
    i18n.global.setLocaleMessage('en', (await import('./words/en')).default)
  i18n.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem(kept, language)
}

export const chosenLanguage = (): Language => (localStorage.getItem(kept) === 'en' ? 'en' : 'zh-CN')

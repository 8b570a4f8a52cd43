import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [
    vue(),
    // Only Element Plus is resolved by name; our own parts are imported where they are used.
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  build: {
    target: 'es2022',
    rollupOptions: {
      output: {
        // Crumbs are joined: a request costs more than the few bytes that another desk would not have needed.
        experimentalMinChunkSize: 8000,
        // What every page needs is one cached chunk; the desks load their own on first visit.
        manualChunks: (id) =>
          /node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify|pinia)\//.test(id) ? 'vue' : undefined,
      },
    },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node',
    // Its parts bring their stylesheets along, which Node cannot read by itself.
    server: { deps: { inline: ['element-plus'] } } },
})

// Generates the types of every call from the committed OpenAPI documents, so that a drift fails `npm run check`.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const documents = ['intake', 'routing', 'mediation', 'escalation', 'gateway']
const contracts = new URL('../../../contracts/openapi/', import.meta.url)
const target = new URL('../src/api/', import.meta.url)

for (const name of documents) {
  const document = JSON.parse(await readFile(new URL(`${name}.json`, contracts), 'utf8'))
  const types = astToString(await openapiTS(document))
  await writeFile(new URL(`${name}.gen.ts`, target), `// Generated from contracts/openapi/${name}.json.\n${types}`)
}
console.log(`${documents.length} documents → ${fileURLToPath(target)}*.gen.ts`)

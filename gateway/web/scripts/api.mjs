// Generates the types of every call from the committed OpenAPI documents, so that a drift fails `npm run check`.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const documents = ['intake', 'routing', 'mediation', 'escalation', 'gateway']
const contracts = new URL('../../../contracts/openapi/', import.meta.url)
const target = new URL('../src/api/', import.meta.url)

const list = (value) => (Array.isArray(value) ? value : [])
const nullable = (schema) => list(schema.type).includes('null') || list(schema.oneOf).some((one) => one.type === 'null')

/** What the server's JSON rules add to each schema: null is left out of answers, and numbers are written as numbers. */
function settle(schema) {
  if (typeof schema !== 'object' || schema === null) return
  if (list(schema.type).some((type) => type === 'integer' || type === 'number'))
    schema.type = schema.type.filter((type) => type !== 'string')
  if (schema.required && schema.properties)
    schema.required = schema.required.filter((name) => !nullable(schema.properties[name] ?? {}))
  Object.values(schema).forEach(settle)
}

for (const name of documents) {
  const document = JSON.parse(await readFile(new URL(`${name}.json`, contracts), 'utf8'))
  settle(document)
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      // A route is named by its path and method; the ids that the server's compiler makes up need not be unique.
      delete operation.operationId
      // A list in the query may be empty, and then it is not written at all.
      for (const parameter of list(operation.parameters)) if (parameter.schema?.type === 'array') delete parameter.required
    }
  }
  const types = astToString(await openapiTS(document))
  await writeFile(new URL(`${name}.gen.ts`, target), `// Generated from contracts/openapi/${name}.json.\n${types}`)
}
console.log(`${documents.length} documents → ${fileURLToPath(target)}*.gen.ts`)

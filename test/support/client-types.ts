/** The types of the dashboard's client, made from the API's description by a published generator. @module */
import { registerHooks } from 'node:module'
import type { ApiDocument } from './openapi.ts'

const HEAD =
  '/** Made from the API’s description by `npm run client-types`; a test fails when it is out of date. @module */\n\n'

/** @returns the module `schema.ts`: the Management API with its successes, and the schemas that these refer to */
export async function clientTypes(document: ApiDocument): Promise<string> {
  const { default: openapiTS, astToString } = await importGenerator()
  const ast = await openapiTS(JSON.stringify(forDashboard(document)), {
    alphabetize: false,
    defaultNonNullable: false,
    silent: true,
  })
  return HEAD + astToString(ast)
}

/** The generator prints with the compiler of TypeScript 6: version 7 has none to be called from JavaScript. */
async function importGenerator(): Promise<typeof import('openapi-typescript')> {
  const hooks = registerHooks({
    resolve: (name, context, next) => next(name === 'typescript' ? 'typescript-js' : name, context),
  })
  try {
    return await import('openapi-typescript')
  } finally {
    hooks.deregister()
  }
}

/** Errors are read in one place, and other families of endpoints are not called by the dashboard. */
function forDashboard({ paths, components, ...rest }: ApiDocument): object {
  const kept = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v2/'))
    .map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, { responses, ...operation }]) => [
          method,
          {
            ...operation,
            responses: Object.fromEntries(
              Object.entries(responses).filter(([status]) => status.startsWith('2')),
            ),
          },
        ]),
      ),
    ])
  const described = { ...rest, paths: Object.fromEntries(kept) }
  return { ...described, components: { ...components, schemas: neededBy(described, components.schemas) } }
}

function neededBy(described: object, schemas: ApiDocument['components']['schemas']): object {
  const needed = new Set<string>()
  const follow = (part: object): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (needed.has(name)) continue
      needed.add(name)
      follow(schemas[name] ?? {})
    }
  }
  follow(described)
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => needed.has(name)))
}

/** Clients as published: loaded from packages of their own, and bundled for pages. @module */
import type { RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { build } from 'esbuild'

const FOLDER = import.meta.dirname
const require = createRequire(join(FOLDER, 'package.json'))

/**
 * Loads a package. The compiler does not see it, so that the code compiles where the clients are not installed.
 *
 * @returns its exports, as far as the caller describes them
 */
export function loadClient<T>(name: string): T {
  return require(name) as T
}

const OF_LOCK = 'of Lock'

/** Lock asks for auth0-js by `require`, for which npm's choice is a file that only calls itself an ES module. */
const lockNeeds: Plugin = {
  name: 'auth0-js of Lock',
  setup(build) {
    const path = join(FOLDER, 'node_modules/auth0-js/dist/auth0.js')
    build.onResolve({ filter: /^auth0-js$/ }, ({ kind }) => (kind === 'require-call' ? { path } : undefined))
    // next needs another React; what Lock uses beside it must get Lock's own.
    const resolveDir = join(FOLDER, 'node_modules/auth0-lock')
    build.onResolve({ filter: /^react(?:-dom)?(?:\/|$)/ }, ({ path: name, kind, pluginData }) =>
      pluginData === OF_LOCK ? undefined : build.resolve(name, { resolveDir, kind, pluginData: OF_LOCK }),
    )
  },
}

/**
 * Bundles a module for pages, as an application's own build does.
 *
 * @param source text of the module, which may import the clients
 * @returns a script
 */
export async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: FOLDER },
    bundle: true,
    write: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    plugins: [lockNeeds],
  })
  return outputFiles[0]?.text ?? ''
}

/** @returns the server of an application whose every page has the script */
export function pagesWith(script: string): RequestListener {
  return (request, response) => {
    const isScript = request.url === '/app.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isScript ? script : PAGE)
  }
}

const PAGE =
  '<!doctype html><html lang="en"><title>Application</title><link rel="icon" href="data:,"><script src="/app.js"></script></html>\n'

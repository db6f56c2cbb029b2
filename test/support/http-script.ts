/** Scripts for tests of `http` and `fetch`: run in a real isolate, with a web service at hand. @module */
import type { ScriptCall, ScriptRun } from '../../runtime/index.ts'
import type { Sandbox } from './sandbox.ts'
import type { Echo, WebService } from './web-service.ts'

type More = Partial<ScriptCall>

export interface HttpScripts {
  /** The script has `http`, `base`, `port` and `read(res, done)` at hand. */
  run(body: string, more?: More, port?: number): Promise<ScriptRun>
  /** The profile of such a script. @throws when there is none */
  value(body: string, more?: More, port?: number): Promise<unknown>
  /** The profile of a script that gives back what `/echo` said. */
  echoed(body: string, more?: More): Promise<Echo>
}

/** A listener that gives what `/echo` says to the script's callback. */
export const ECHO = 'function (res) { read(res, function (text) { callback(null, JSON.parse(text)) }) }'

function profileOf({ outcome }: ScriptRun): unknown {
  if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome))
  return outcome.value
}

export function createHttpScripts(sandbox: Sandbox, service: () => WebService): HttpScripts {
  const run: HttpScripts['run'] = (body, more, port = service().port) =>
    sandbox.run(
      `function login(email, password, callback) {
        var http = require('http'), port = ${port}, base = 'http://127.0.0.1:' + port
        function read(res, done) {
          var text = ''
          res.setEncoding('utf8')
          res.on('data', function (part) { text += part })
          res.on('end', function () { done(text) })
        }
        ${body}
      }`,
      more,
    )
  return {
    run,
    value: async (...args) => profileOf(await run(...args)),
    echoed: async (...args) => profileOf(await run(...args)) as Echo,
  }
}

export interface FetchScripts {
  /** Runs the body of an async function, with `base` and `other` at hand. */
  run(body: string, more?: More): Promise<ScriptRun>
  /** What that function resolved to. @throws when it rejected */
  result(body: string, more?: More): Promise<unknown>
  /** What `/echo` said to the `fetch` of this expression. */
  echoed(expression: string): Promise<Echo>
}

/** @param other a second origin */
export function createFetchScripts(
  sandbox: Sandbox,
  service: () => WebService,
  other: () => WebService,
): FetchScripts {
  const run: FetchScripts['run'] = (body, more) =>
    sandbox.run(
      `async function login(email, password, callback) {
        const base = '${service().url}', other = '${other().url}'
        const value = await (async () => { ${body} })()
        callback(null, { value })
      }`,
      more,
    )
  const result: FetchScripts['result'] = async (...args) =>
    (profileOf(await run(...args)) as { value?: unknown }).value
  return {
    run,
    result,
    echoed: async (expression) => (await result(`return (await ${expression}).json()`)) as Echo,
  }
}

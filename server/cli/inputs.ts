/** Files and values that a caller gives to `ferry`. @module */
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import * as z from 'zod'
import type { Json } from '../../runtime/index.ts'
import type { Surroundings } from './contract.ts'
import { UsageError } from './contract.ts'

/** File descriptor of standard input, which `-` stands for. */
const STANDARD_INPUT = 0

const Values = z.record(z.string(), z.string())
const Arguments = z.array(z.json())

/** A value that stands in the environment: the whole text, as the deploy tool writes it. */
const MARKER = /^##(\w{1,200})##$/

/** @param path of a file; `-` for standard input @throws {UsageError} */
export function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? STANDARD_INPUT : path, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    throw new UsageError(`${path} cannot be read${code}`, { cause })
  }
}

/** @param origin for the message: a path, or the name of an option @throws {UsageError} */
export function parseJson(text: string, origin: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    // The message of the parser quotes the text, which may hold a password.
    throw new UsageError(`${origin} is not JSON`, { cause })
  }
}

/** @returns positional arguments of a script @throws {UsageError} */
export function parseArguments(text: string, origin: string): Json[] {
  const parsed = Arguments.safeParse(parseJson(text, origin))
  if (!parsed.success) {
    throw new UsageError(`${origin} must be a JSON array: the arguments of the script in their order`)
  }
  return parsed.data
}

/**
 * Reads values of `configuration` from a JSON object of texts, or from a file whose name ends with `.env`.
 *
 * @throws {UsageError}
 */
export function readConfiguration(
  path: string,
  variables: Surroundings['variables'],
): Record<string, string> {
  const text = readText(path)
  if (/\.env(?:\.\w{1,40})?$/.test(path)) return fillMarkers(definedValues(parseEnv(text)), variables, path)
  const parsed = Values.safeParse(parseJson(text, path))
  if (!parsed.success) throw new UsageError(`${path} must be a JSON object whose values are texts`)
  return fillMarkers(parsed.data, variables, path)
}

/**
 * Replaces each value `##NAME##` with the variable NAME of the environment.
 *
 * @param origin for the message
 * @throws {UsageError} the variable is not set
 */
export function fillMarkers(
  values: Readonly<Record<string, string>>,
  variables: Surroundings['variables'],
  origin: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const [, name] = MARKER.exec(value) ?? []
      if (name === undefined) return [key, value]
      const filled = variables[name]
      if (filled === undefined) {
        throw new UsageError(
          `${origin}: ${key} is ##${name}##, and the environment has no ${name}. Set ${name}`,
        )
      }
      return [key, filled]
    }),
  )
}

const definedValues = (values: { [key: string]: string | undefined }): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? '']))

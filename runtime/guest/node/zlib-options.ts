/** Options of zlib, checked as Node checks them, as text for the host. @module */
import { binary, outOfRange } from './crypto-arguments.ts'
import { invalidArgument } from './errors.ts'

const RANGES: { [name: string]: readonly [min: number, max: number] } = {
  chunkSize: [64, Number.POSITIVE_INFINITY],
  level: [-1, 9],
  memLevel: [1, 9],
  strategy: [0, 4],
  maxOutputLength: [1, 2 ** 53 - 1],
}

/** A window of zero means: as the header says. */
const READS_WINDOW: readonly string[] = ['inflate', 'gunzip', 'unzip']

function number(name: string, value: unknown, min: number, max: number): number | undefined {
  if (value === undefined || Number.isNaN(value)) return undefined
  if (typeof value !== 'number') throw invalidArgument(`options.${name}`, 'of type number', value)
  if (!(value >= min && value <= max)) throw outOfRange(`options.${name}`, `>= ${min} and <= ${max}`, value)
  return value
}

/** @returns JSON text of the options that the host takes */
export function optionsCell(mode: string, given: { [name: string]: unknown }): string {
  const options: { [name: string]: unknown } = {}
  for (const [name, [min, max]] of Object.entries(RANGES)) options[name] = number(name, given[name], min, max)
  // The host checks its size.
  options.chunkSize = undefined
  const lastFlush = mode.startsWith('brotli') ? 3 : 5
  for (const name of ['flush', 'finishFlush']) options[name] = number(name, given[name], 0, lastFlush)
  const reads = READS_WINDOW.includes(mode) && (given.windowBits === 0 || given.windowBits === undefined)
  options.windowBits = reads
    ? given.windowBits
    : number('windowBits', given.windowBits, mode === 'gzip' ? 9 : 8, 15)
  if (given.dictionary !== undefined) {
    options.dictionary = binary('options.dictionary', given.dictionary).toString('base64')
  }
  options.params = given.params
  return JSON.stringify(options)
}

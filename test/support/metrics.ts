/** Reads metrics as Prometheus does: with a parser of its text format. @module */
import parse from 'parse-prometheus-text-format'
import { callHttp } from './http-call.ts'

/** The metrics of one scrape. */
export interface Scrape {
  text: string
  /** @returns the sum of the samples that have these labels; of a histogram, how often something was observed */
  value(name: string, labels?: { [label: string]: string }): number
  /** @returns every value of the label in any metric */
  labelValues(label: string): string[]
}

/** @param url of the metrics */
export async function scrape(url: string | undefined): Promise<Scrape> {
  const { status, text, headers } = await callHttp(url ?? '')
  if (status !== 200) throw new Error(`the metrics answer ${status}`)
  if (!String(headers['content-type']).startsWith('text/plain; version=0.0.4'))
    throw new Error('not their type')
  const described = parse(text).filter(({ type }) => type !== 'UNTYPED')
  if (described.some(({ help }) => !help)) throw new Error('a metric has no description')
  // The parser keeps one histogram for each name, whatever its labels: without types it reads each line for itself.
  const families = parse(text.replaceAll(/^# .*\n/gm, ''))
  return {
    text,
    value: (name, labels = {}) =>
      families
        .filter((family) => family.name === name || family.name === `${name}_count`)
        .flatMap(({ metrics }) => metrics)
        .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels?.[key] === value))
        .reduce((sum, { value }) => sum + Number(value), 0),
    labelValues: (label) => [
      ...new Set(families.flatMap(({ metrics }) => metrics.flatMap(({ labels }) => labels?.[label] ?? []))),
    ],
  }
}

/** Errors for a wrong value that no schema can refuse, in the form of `validate`. @module */
import { ApiError } from '../../common/errors.ts'
import { invalidPart } from './family.ts'

/**
 * @param property path in the body, such as `options.attributes`
 * @param text the error and its correction, never the value itself
 * @returns invalid_body, for the Management API
 */
export function invalidField(property: string, text: string, options: { cause?: unknown } = {}): ApiError {
  return invalidValue('body', property, text, options)
}

/**
 * @param property path in the body
 * @param alternative how else the caller may say it, such as `, or connection_id and email`
 * @returns invalid_body, for the Management API
 */
export function missingField(property: string, alternative = ''): ApiError {
  const { code, title } = invalidPart('management', 'body')
  return new ApiError(code, `${title}: 'Missing required property: ${property}'${alternative}.`)
}

/** @returns invalid_query_string, for the Management API */
export function invalidParameter(name: string, text: string, options: { cause?: unknown } = {}): ApiError {
  return invalidValue('query', name, text, options)
}

function invalidValue(
  part: 'body' | 'query',
  property: string,
  text: string,
  options: { cause?: unknown },
): ApiError {
  const { code, title } = invalidPart('management', part)
  return new ApiError(code, fieldText(title, property, text), options)
}

/** @returns message about one property; an empty property means the whole */
export function fieldText(title: string, property: string, text: string): string {
  return property === '' ? `${title}: '${text}'.` : `${title}: '${text}' on property ${property}.`
}

import * as z from 'zod'

/** A whole number that comes as text: in the environment, in a query. */
export function wholeNumber(min: number, max: number) {
  return (
    z
      .string()
      .refine(
        (text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max,
        `must be a whole number from ${min} to ${max}`,
      )
      // The API's description names the number, not the text in the query.
      .meta({ type: 'integer', minimum: min, maximum: max })
      .transform(Number)
  )
}

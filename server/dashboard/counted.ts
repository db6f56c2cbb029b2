/** Numbers with their nouns. @module */

/**
 * @param plural the plural, when it is not the singular with an s
 * @returns the number in the reader's locale, and the noun in the right form: `1 line`, `2,048 lines`
 */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? singular : plural}`
}

/** What making a connection says. @module */

/** By place. */
export const createText = {
  title: 'New connection',
  name: 'Name',
  hint: 'Letters, digits and dashes. It cannot be changed later.',
  wrong: 'Use 1 to 128 letters, digits and dashes; begin and end with a letter or digit.',
  taken: 'There is a connection of this name.',
  submit: 'Create connection',
} as const

/** The rules for a new password, as people read them before they enter one. @module */
import { escapeHtml } from '../../mail/html.ts'
import type { PasswordRules } from '../../password/rules.ts'
import type { StrengthRule } from '../../password/strength.ts'
import { strengthOf } from '../../password/strength.ts'
import type { PageTexts } from './texts.ts'

/** @returns a list with the ID `rules`; empty when there are no rules */
export function ruleList(passwordRules: PasswordRules, { reset }: PageTexts): string {
  const { rules } = strengthOf(passwordRules, '')
  if (rules.length === 0) return ''
  const items = rules.map((rule) => {
    const inner = (rule.items ?? [])
      .map((item) => `<li>${escapeHtml(textOf(item, reset.rule))}</li>`)
      .join('')
    return `<li>${escapeHtml(textOf(rule, reset.rule))}${inner === '' ? '' : `<ul>${inner}</ul>`}</li>`
  })
  return `<div class="rules" id="rules">${escapeHtml(reset.rules)}<ul>${items.join('')}</ul></div>\n`
}

function textOf(
  { code, format: [first = '', second = ''] = [] }: Pick<StrengthRule, 'code' | 'format'>,
  texts: PageTexts['reset']['rule'],
): string {
  switch (code) {
    case 'lengthAtLeast':
    case 'lengthAtMost':
      return texts[code](first)
    case 'containsAtLeast':
    case 'identicalChars':
    case 'sequentialChars':
      return texts[code](first, second)
    case 'shouldContain':
    case 'lowerCase':
    case 'upperCase':
    case 'numbers':
    case 'specialCharacters':
      return texts[code]()
    case 'nonEmpty':
      return texts.anyLength()
  }
}

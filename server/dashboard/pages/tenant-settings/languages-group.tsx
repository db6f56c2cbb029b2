/** Languages of the pages that people see. @module */
import type { Language } from '../../languages.ts'
import { LANGUAGES } from '../../languages.ts'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ApiHint, Group } from '../connection-settings/setting.tsx'
import { MemberProblem } from './member-problem.tsx'
import { tenantText } from './text.ts'
import type { Saves } from './use-tenant-settings.ts'

const { languages: says } = tenantText

/** The first language, and a switch for each. Languages that the pages do not have are kept. */
export function LanguagesGroup({ saves }: { saves: Saves }) {
  const { shown, refusal, save } = saves
  const off = refusal !== undefined
  const stored = shown.enabled_locales ?? []
  const enabled = enabledOf(stored)
  const foreign = stored.filter((tag) => languageOf(tag) === undefined)
  const set = (what: string, chosen: readonly Language[]): void =>
    // A tag with a region, such as pt-BR, stays as it is.
    save(what, {
      enabled_locales: [
        ...chosen.flatMap((language) => {
          const tags = stored.filter((tag) => languageOf(tag) === language)
          return tags.length === 0 ? [language] : tags
        }),
        ...foreign,
      ],
    })
  const [first = 'en'] = enabled
  return (
    <Group title={says.title} detail={says.detail}>
      <Select
        label={says.first}
        hint={<ApiHint option="enabled_locales">{says.firstHint}</ApiHint>}
        disabled={off}
        choices={LANGUAGES.filter(({ value }) => enabled.includes(value))}
        value={first}
        onChange={(language) =>
          language !== first && set(says.first, [language, ...enabled.filter((one) => one !== language)])
        }
      />
      <ul className="settings-applications">
        {LANGUAGES.map(({ value, label }) => {
          const isOnly = enabled.length === 1 && enabled.includes(value)
          return (
            <li key={value} lang={value}>
              <Switch
                label={label}
                checked={enabled.includes(value)}
                disabled={off || isOnly}
                onChange={(on) =>
                  set(label, on ? [...enabled, value] : enabled.filter((one) => one !== value))
                }
              />
            </li>
          )
        })}
      </ul>
      <MemberProblem saves={saves} member="enabled_locales" />
    </Group>
  )
}

/** The rule of the server: all without the setting, English when it names none that the pages have. */
function enabledOf(stored: readonly string[]): readonly Language[] {
  if (stored.length === 0) return LANGUAGES.map(({ value }) => value)
  const known = new Set(stored.flatMap((tag) => languageOf(tag) ?? []))
  return known.size === 0 ? ['en'] : [...known]
}

/** @param tag such as `pt-BR` */
function languageOf(tag: string): Language | undefined {
  const [primary = ''] = tag.toLowerCase().split('-', 1)
  return LANGUAGES.find(({ value }) => value === primary)?.value
}

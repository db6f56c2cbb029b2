/** The texts of the shown page in the shown language, beside Ferry's. @module */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Language } from '../../languages.ts'
import { Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Group } from '../connection-settings/setting.tsx'
import type { Edit, PageText } from './designs.ts'
import { editOf, isSameText } from './designs.ts'
import { MOST_CHARACTERS, pageTextsQuery } from './page-texts.ts'
import { SCREENS } from './screens.ts'
import { brandingText } from './text.ts'

const { texts: says, preview } = brandingText

const LABELS = new Map<string, string>(says.labels)

const LONG = 60

/** @param props.onEdit called with each change */
export function TextsForm({
  page,
  language,
  edits,
  onEdit,
}: {
  page: keyof typeof SCREENS
  language: Language
  edits: readonly Edit[]
  onEdit: (edit: Edit) => void
}) {
  const unseen = useRefusal('read:prompts')
  const refusal = useRefusal('update:prompts')
  const query = useQuery({ ...pageTextsQuery(useApi(), language), enabled: unseen === undefined })
  const place = SCREENS[page]
  return (
    <Group title={says.title(preview.pages[page])} detail={says.detail}>
      {place === undefined ? (
        <p className="hint">{says.none}</p>
      ) : (
        <Part query={query}>
          {({ texts }) => (
            <div className="stack">
              {texts
                .filter(({ prompt, screen }) => `${prompt}/${screen}` === place)
                .map((text) => (
                  <OneText
                    key={`${language} ${text.key}`}
                    text={text}
                    language={language}
                    edit={edits.find((edit) => isSameText(edit, { ...text, language }))}
                    disabled={refusal !== undefined}
                    onChange={(typed, earlier) => onEdit(editOf(text, language, typed, earlier))}
                    onReset={(earlier) => onEdit({ ...editOf(text, language, '', earlier), text: null })}
                  />
                ))}
            </div>
          )}
        </Part>
      )}
    </Group>
  )
}

function OneText({
  text,
  language,
  edit,
  disabled,
  onChange,
  onReset,
}: {
  text: PageText
  language: Language
  edit: Edit | undefined
  disabled: boolean
  onChange: (typed: string, earlier: Edit | undefined) => void
  onReset: (earlier: Edit | undefined) => void
}) {
  const { key, own_text, default_text } = text
  const shown = edit === undefined ? own_text : (edit.text ?? undefined)
  const isOwn = shown !== undefined
  const isLong = [...(shown ?? '')].length > MOST_CHARACTERS
  const label = LABELS.get(key) ?? key
  return (
    <div className="settings-list">
      <Field
        label={label}
        hint={
          <>
            {isOwn ? says.ferry(default_text) : says.isFerry} <code className="settings-option">{key}</code>
          </>
        }
        error={isLong ? says.long(MOST_CHARACTERS) : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            className="input"
            lang={language}
            rows={(shown ?? default_text).length > LONG ? 3 : 1}
            autoComplete="off"
            placeholder={default_text}
            disabled={disabled}
            value={shown ?? ''}
            onChange={(event) => onChange(event.target.value, edit)}
          />
        )}
      </Field>
      {isOwn && !disabled && (
        <div className="row">
          <Button variant="quiet" aria-label={says.resetOf(label)} onClick={() => onReset(edit)}>
            {says.reset}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The fields of the designer. @module */
import { Field, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { ApiHint, Group } from '../connection-settings/setting.tsx'
import { contrastFacts, FERRY, ratioText } from './contrast.ts'
import type { Draft } from './draft.ts'
import { FONTS, isColour } from './draft.ts'
import { brandingText } from './text.ts'

/** Each field changes the draft at once, and nothing else. */
export function BrandingForm({
  draft,
  problems,
  disabled,
  onChange,
}: {
  draft: Draft
  problems: { readonly [field in keyof Draft]?: string | undefined }
  disabled: boolean
  onChange: (draft: Draft) => void
}) {
  const { colours, images, font } = brandingText
  const common = (field: keyof Draft) => ({
    value: draft[field],
    error: problems[field],
    disabled,
    onChange: (text: string) => onChange({ ...draft, [field]: text }),
  })
  return (
    <div className="stack branding-form">
      <Group title={colours.title} detail={colours.detail}>
        <ColourField
          {...common('primary')}
          label={colours.primary}
          hint={colours.primaryHint}
          option="colors.primary"
          shown={FERRY.primary}
        />
        <ColourField
          {...common('background')}
          label={colours.background}
          hint={colours.backgroundHint}
          option="colors.page_background"
          shown="#f3f4f6"
        />
        <Contrast draft={draft} />
      </Group>
      <Group title={images.title} detail={images.detail}>
        <AddressField {...common('logo')} label={images.logo} hint={images.logoHint} option="logo_url" />
        <AddressField
          {...common('favicon')}
          label={images.favicon}
          hint={images.faviconHint}
          option="favicon_url"
        />
      </Group>
      <Group title={font.title} detail={font.detail}>
        <Select
          label={font.label}
          hint={<ApiHint option="ferry_font">{''}</ApiHint>}
          disabled={disabled}
          choices={FONTS.map((value) => ({ value, label: font.fonts[value] }))}
          value={draft.font}
          onChange={(value) => onChange({ ...draft, font: value })}
        />
      </Group>
    </div>
  )
}

interface FieldProps {
  label: string
  hint: string
  /** Name in the API. */
  option: string
  value: string
  error: string | undefined
  disabled: boolean
  onChange: (text: string) => void
}

/** The browser's own choice of colours beside the text. @param props.shown the colour of an empty field */
function ColourField({
  label,
  hint,
  option,
  value,
  error,
  disabled,
  shown,
  onChange,
}: FieldProps & { shown: string }) {
  return (
    <Field label={label} hint={<ApiHint option={option}>{hint}</ApiHint>} error={error}>
      {(control) => (
        <span className="branding-colour">
          <input
            type="color"
            aria-label={brandingText.colours.pick(label)}
            value={isColour(value) ? value.trim().toLowerCase() : shown}
            disabled={disabled}
            onChange={(event) => onChange(event.target.value)}
          />
          <input
            {...control}
            className="input"
            autoComplete="off"
            spellCheck={false}
            placeholder={shown}
            disabled={disabled}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
      )}
    </Field>
  )
}

function AddressField({ label, hint, option, value, error, disabled, onChange }: FieldProps) {
  return (
    <TextField
      label={label}
      hint={<ApiHint option={option}>{hint}</ApiHint>}
      error={error}
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      placeholder={brandingText.images.start}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** Says where a colour cannot be read well, and what the pages do about it. */
function Contrast({ draft: { primary, background } }: { draft: Draft }) {
  const { contrast: says } = brandingText
  const colour = (text: string): string | undefined => (isColour(text) ? text.trim() : undefined)
  const { label, links, is_dark_background } = contrastFacts(colour(primary), colour(background))
  const facts = [
    { isOk: true, text: says.label(label.colour, ratioText(label.ratio)) },
    ...(['light', 'dark'] as const).map((theme) => {
      const { ratio, is_mixed } = links[theme]
      const way = theme === 'light' ? 'darker' : 'brighter'
      const name = says.themes[theme]
      return is_mixed
        ? { isOk: false, text: says.mixed(name, ratioText(ratio), way) }
        : { isOk: true, text: says.link(name, ratioText(ratio)) }
    }),
    ...(is_dark_background === false ? [{ isOk: false, text: says.background }] : []),
  ]
  return (
    <div className="branding-contrast">
      <h3>{says.title}</h3>
      <p className="hint">{says.detail}</p>
      <ul aria-label={says.title}>
        {facts.map(({ isOk, text }) => (
          <li key={text}>
            <span className={isOk ? 'dot' : 'dot none'} aria-hidden="true" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

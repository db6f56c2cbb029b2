/** What all code views share: a shadow root, styles and colours. @module */

import { javascript } from '@codemirror/lang-javascript'
import { json } from '@codemirror/lang-json'
import { syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import codeStyle from './code-style.css?inline'
import diffStyle from './diff-style.css?inline'
import { editorText } from './text.ts'

/** Language of a text. */
export type Language = 'javascript' | 'json'

/**
 * The shadow root of a code view. In a shadow root, CodeMirror uses constructed style sheets, which the security header
 * allows; in the document itself, CodeMirror would write a `<style>` element.
 */
export function openShadow(host: HTMLElement): ShadowRoot {
  // React's strict mode mounts twice; a root can be attached only once.
  if (host.shadowRoot) return host.shadowRoot
  const shadow = host.attachShadow({ mode: 'open', delegatesFocus: true })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(codeStyle + diffStyle)
  shadow.adoptedStyleSheets.push(sheet)
  return shadow
}

/** @param label describes the text to screen readers */
export function codeBase(language: Language, label: string): Extension[] {
  return [
    lineNumbers(),
    // Characters that reverse the direction of text could make a script look different from the script that runs.
    highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/g }),
    language === 'json' ? json() : javascript(),
    syntaxHighlighting(classHighlighter),
    EditorView.contentAttributes.of({
      // Without this, the scroller would be a region that scrolls but cannot be focused.
      tabindex: '0',
      'aria-label': editorText.label(label),
      spellcheck: 'false',
      autocapitalize: 'off',
      autocorrect: 'off',
    }),
  ]
}

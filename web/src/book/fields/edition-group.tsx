import { languageOf } from '../../../../src/books/import/readers/language-names.ts'
import { maxLanguageLength, maxNameLength } from '../../../../src/books/limits.ts'
import { TextField } from '../../forms/field.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { fieldLabel, formatName, formats } from '../../library/field-names.ts'
import { languageName } from '../../library/names.ts'
import { maxLength, numeric, textProps } from './form-fields.ts'
import { Group, type GroupFields } from './group.tsx'
import { fieldTexts } from './texts.ts'

const languageHint = (text: string): string => {
  const tag = languageOf(text.trim())
  return (tag && languageName(tag)) ?? fieldTexts.value.edition.languageHint
}

export const EditionGroup = (props: GroupFields) => (
  <Group
    {...props}
    title={fieldTexts.value.edition.title}
    summary={fieldTexts.value.edition.summary}
    names={['isbn', 'publisher', 'published_year', 'pages', 'language', 'format']}
  >
    <div class="field-pair">
      <TextField label={fieldLabel('isbn')} {...textProps(props, 'isbn')} {...numeric} maxLength={40} />
      <SelectField
        label={fieldLabel('format')}
        name="format"
        none={fieldTexts.value.edition.notKnown}
        value={props.draft.format}
        options={formats.map((format) => [format, formatName(format)])}
        issue={props.issue('format')}
        onChange={(format) => props.set({ format })}
      />
    </div>
    <TextField
      label={fieldLabel('publisher')}
      {...textProps(props, 'publisher')}
      {...maxLength(maxNameLength)}
    />
    <div class="field-pair">
      <TextField
        label={fieldLabel('published_year')}
        {...textProps(props, 'published_year')}
        maxLength={10}
      />
      <TextField label={fieldLabel('pages')} {...textProps(props, 'pages')} {...numeric} maxLength={10} />
    </div>
    <TextField
      label={fieldLabel('language')}
      hint={languageHint(props.draft.language)}
      autocapitalize="off"
      spellcheck={false}
      {...textProps(props, 'language')}
      maxLength={maxLanguageLength}
    />
  </Group>
)

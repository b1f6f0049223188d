import { languageOf } from '../../../../src/books/import/readers/language-names.ts'
import { maxLanguageLength, maxNameLength } from '../../../../src/books/limits.ts'
import { TextField } from '../../forms/field.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { formatName, formats } from '../../library/field-names.ts'
import { languageName } from '../../library/names.ts'
import { maxLength, numeric, textProps } from './form-fields.ts'
import { Group, type GroupFields } from './group.tsx'

const languageHint = (text: string): string => {
  const tag = languageOf(text.trim())
  return (tag && languageName(tag)) ?? 'A name or a code, such as English, de or pt-BR.'
}

export const EditionGroup = (props: GroupFields) => (
  <Group
    {...props}
    title="The edition"
    summary="ISBN, publisher, year, pages, language, format"
    names={['isbn', 'publisher', 'published_year', 'pages', 'language', 'format']}
  >
    <div class="field-pair">
      <TextField label="ISBN" {...textProps(props, 'isbn')} {...numeric} maxLength={40} />
      <SelectField
        label="Format"
        name="format"
        none="Not known"
        value={props.draft.format}
        options={formats.map((format) => [format, formatName(format)])}
        issue={props.issue('format')}
        onChange={(format) => props.set({ format })}
      />
    </div>
    <TextField label="Publisher" {...textProps(props, 'publisher')} {...maxLength(maxNameLength)} />
    <div class="field-pair">
      <TextField label="Year of publication" {...textProps(props, 'published_year')} maxLength={10} />
      <TextField label="Pages" {...textProps(props, 'pages')} {...numeric} maxLength={10} />
    </div>
    <TextField
      label="Language"
      hint={languageHint(props.draft.language)}
      autocapitalize="off"
      spellcheck={false}
      {...textProps(props, 'language')}
      maxLength={maxLanguageLength}
    />
  </Group>
)

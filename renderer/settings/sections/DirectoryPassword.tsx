import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, FieldError, Input, Label, TextField } from 'react-aria-components';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import styles from './DirectoryPassword.module.css';

interface DirectoryPasswordProps {
  readonly source: string;
  /** Whom the directory is asked as. */
  readonly name: string;
  /** There is none, or it is wrong. */
  readonly isWanted: boolean;
}

/** The password of a directory: stored at once and apart from the other settings, never shown. */
export function DirectoryPassword({ source, name, isWanted }: DirectoryPasswordProps): ReactNode {
  const { bridge } = useSettings();
  const [password, setPassword] = useState('');
  const [isReplacing, setReplacing] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  if (!isWanted && !isReplacing) {
    return (
      <span className={styles.stored}>
        <KeyRound aria-hidden />
        {t('directory.password.stored')}
        <Button className={styles.link ?? ''} onPress={() => setReplacing(true)}>
          {t('directory.password.replace')}
        </Button>
      </span>
    );
  }
  const save = async (): Promise<void> => {
    if (password === '') return;
    const answer = await bridge.request('directory:setPassword', source, password).catch(() => 'failed');
    setFailed(answer === 'failed');
    if (answer === 'failed') return;
    setPassword('');
    setReplacing(false);
  };
  return (
    <div className={styles.form}>
      <TextField
        className={styles.field ?? ''}
        type="password"
        value={password}
        isInvalid={hasFailed}
        validationBehavior="aria"
        autoComplete="off"
        autoFocus={isReplacing}
        onChange={setPassword}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // The form around it would save the settings.
          event.preventDefault();
          void save();
        }}
      >
        <Label>{t('directory.password', { name })}</Label>
        <Input className={styles.input ?? ''} maxLength={200} />
        <FieldError className={styles.error ?? ''}>{t('directory.password.failed')}</FieldError>
      </TextField>
      <Button className={styles.link ?? ''} isDisabled={password === ''} onPress={() => void save()}>
        {t('directory.password.save')}
      </Button>
    </div>
  );
}

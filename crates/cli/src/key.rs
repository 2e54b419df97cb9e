//! The installation's key: a file of its own beside the database, readable by its owner only.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};
use work::Clock;
use work::vault::KEY_BYTES;

/// Reads the key, or makes one where there is no file yet.
pub fn read_or_make(file: &Path, clock: Clock) -> anyhow::Result<[u8; KEY_BYTES]> {
    let key = clock.random::<KEY_BYTES>();
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).with_context(|| not_written(file))?;
    }
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    match made {
        Ok(mut made) => {
            made.write_all(&key).and_then(|()| made.sync_all()).with_context(|| not_written(file))?;
            Ok(key)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => read(file),
        Err(error) => Err(anyhow::Error::new(error).context(not_written(file))),
    }
}

fn read(file: &Path) -> anyhow::Result<[u8; KEY_BYTES]> {
    let shown = file.display();
    let not_read = || format!("{shown}: không đọc được tệp khóa (cannot read the key file)");
    let mode = std::fs::metadata(file).with_context(not_read)?.permissions().mode();
    if mode & 0o077 != 0 {
        bail!(
            "{shown}: người khác đọc được tệp khóa; chạy chmod 600 {shown} (others can read the key file: run chmod 600 on it)"
        );
    }
    let bytes = std::fs::read(file).with_context(not_read)?;
    bytes.try_into().map_err(|_| {
        anyhow!("{shown}: tệp khóa phải có đúng {KEY_BYTES} byte (a key file has exactly {KEY_BYTES} bytes)")
    })
}

fn not_written(file: &Path) -> String {
    format!("{}: không tạo được tệp khóa (cannot make the key file)", file.display())
}

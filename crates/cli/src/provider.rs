//! The OpenID provider that people may sign in through, as it is told on the command line.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use web::oidc::{Provider, Registration};

/// Which provider, and how this site is known to it.
#[derive(Args, Clone)]
pub struct ProviderArgs {
    /// Địa chỉ nhà cung cấp danh tính OpenID Connect — address of an OpenID Connect provider to sign in through.
    #[arg(long, env = "COTMOC_OIDC_ISSUER", requires = "client_id")]
    oidc_issuer: Option<String>,
    /// Mã ứng dụng đã đăng ký với nhà cung cấp — the client id that the provider gave this site.
    #[arg(long = "oidc-client-id", env = "COTMOC_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    client_id: Option<String>,
    /// Tệp chứa khóa bí mật của ứng dụng — the file that holds the client secret.
    #[arg(
        long = "oidc-client-secret-file",
        env = "COTMOC_OIDC_CLIENT_SECRET_FILE",
        requires = "oidc_issuer"
    )]
    client_secret_file: Option<PathBuf>,
    /// Tên hiện trên nút đăng nhập — the name shown on the sign-in button.
    #[arg(long, env = "COTMOC_OIDC_NAME", default_value = "OpenID")]
    oidc_name: String,
}

impl ProviderArgs {
    /// The provider that was told, if any; it is not spoken to yet.
    pub fn provider(&self) -> anyhow::Result<Option<Provider>> {
        let (Some(issuer), Some(client_id)) = (&self.oidc_issuer, &self.client_id) else { return Ok(None) };
        let registration = Registration {
            issuer: issuer.clone(),
            client_id: client_id.clone(),
            client_secret: self.secret()?,
            name: self.oidc_name.clone(),
        };
        let provider = Provider::new(registration).with_context(|| {
            format!(
                "--oidc-issuer {issuer}: phải là địa chỉ https:// của nhà cung cấp (must be the provider's https:// address)"
            )
        })?;
        Ok(Some(provider))
    }

    fn secret(&self) -> anyhow::Result<Option<String>> {
        let Some(file) = &self.client_secret_file else { return Ok(None) };
        let place = file.display();
        let secret = std::fs::read_to_string(file).with_context(|| {
            format!("--oidc-client-secret-file {place}: không đọc được tệp (cannot read the file)")
        })?;
        let secret = secret.trim();
        if secret.is_empty() {
            bail!("--oidc-client-secret-file {place}: tệp rỗng (the file is empty)");
        }
        Ok(Some(secret.to_owned()))
    }
}

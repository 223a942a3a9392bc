//! trial
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use reissue_notice::*;
    let issuer = Issuer::builder()
        .federation("山梨県国民健康保険団体連合会")
        .issued_on("2026-01-06".parse()?)
        .build()?;
    let a: Vec<String> = std::env::args().collect();
    let name = a.get(1).map_or("主たる事業所名称", |s| s.as_str());
    let p = Provider::new("1999999999".parse()?, "KJ010199999999".parse()?, name.parse()?);
    let l = issuer.letter_for(&p, "K3MrRT3H17203902".parse()?)?;
    std::fs::write("/tmp/w/notice.pdf", l.pdf())?;
    println!("{}", l.pdf().len());
    Ok(())
}

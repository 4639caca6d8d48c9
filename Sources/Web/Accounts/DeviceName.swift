/// A browser in plain words, so that people recognise their own devices: 安卓手机 微信.
/// Source: the User-Agent strings that these programs send; anything else is 别的设备.
enum DeviceName {
    private static let machines: [(mark: String, name: String)] = [
        ("OpenHarmony", "鸿蒙手机"), ("HarmonyOS", "鸿蒙手机"), ("iPad", "苹果平板"), ("iPhone", "苹果手机"),
        ("Android", "安卓手机"), ("Windows", "Windows 电脑"), ("Macintosh", "苹果电脑"), ("Linux", "Linux 电脑"),
    ]
    /// Those that say they are another one, too, come first.
    private static let programs: [(mark: String, name: String)] = [
        ("wxwork", "企业微信"), ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("HuaweiBrowser", "华为浏览器"),
        ("MiuiBrowser", "小米浏览器"), ("MQQBrowser", "QQ 浏览器"), ("QQBrowser", "QQ 浏览器"), ("UCBrowser", "UC 浏览器"),
        ("360SE", "360 浏览器"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ]

    static func words(_ agent: String) -> String {
        let agent = String(agent.prefix(1000))
        let machine = machines.first { agent.contains($0.mark) }?.name
        let program = programs.first { agent.contains($0.mark) }?.name
        guard let machine else { return program ?? "别的设备" }
        return program.map { machine + " " + $0 } ?? machine
    }
}
